// End-to-end tests, Playwright in a real workbench:
//   node test/host/e2e.mjs [part of a file name]... [--grep TEXT] [--result FILE]
// They drive what is in dist/: build first (node esbuild.js).
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { runMocha } from './runMocha.mjs';

await runMocha({ timeout: 180_000, slow: 20_000, reporter: 'spec' }, async (only) => {
  await ensureHost('newest');
  await ensureChromium();
  return await bundleTests('e2e', { only });
});
