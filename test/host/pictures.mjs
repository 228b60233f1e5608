// npm run pictures [-- --grep TEXT]: takes the pictures of the walkthrough (media/pictures/) and those that
// only the README shows (docs/pictures/) anew, in a real workbench on the sample cloud. It drives what is in dist/: build first (node esbuild.js).
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { runMocha } from './runMocha.mjs';

await runMocha({ timeout: 180_000, slow: 60_000, bail: true }, async (only) => {
  await ensureHost('newest');
  await ensureChromium();
  return await bundleTests('pictures', { only });
});
