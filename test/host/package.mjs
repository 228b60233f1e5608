// Proves that the VSIX is whole, has nothing else, and works in a clean VS Code, the newest and the oldest supported:
//   node test/host/package.mjs [part of a file name]... [--grep TEXT] [--result FILE]
// The keyring (issue 6) is left out where none can be had: on Windows and macOS, and without apt.
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { ensureKeyring, whyNoKeyring } from './keyring.mjs';
import { runMocha } from './runMocha.mjs';
import { VERSIONS } from './versions.mjs';
import { ensureVsix } from './vsix.mjs';

await runMocha({ timeout: 120_000, slow: 20_000, reporter: 'spec' }, async (only) => {
  const why = whyNoKeyring();
  if (why === undefined) await ensureKeyring();
  else {
    console.log(`Without a keyring (issue 6): ${why}`);
    process.env.CLUSTERDECK_NO_KEYRING = '1';
  }
  for (const name of Object.keys(VERSIONS)) await ensureHost(name);
  await ensureChromium();
  await ensureVsix();
  return await bundleTests('package', { only });
});
