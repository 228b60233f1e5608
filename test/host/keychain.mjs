// Proves that the installed VSIX reads a real keyring (Secret Service), by itself and in a real workbench:
//   node test/host/keychain.mjs [part of a file name]... [--grep TEXT] [--result FILE]
// Skipped (issue 6) where no keyring can be had: on Windows and macOS, and without apt.
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { ensureKeyring, whyNoKeyring } from './keyring.mjs';
import { runMocha } from './runMocha.mjs';

await runMocha({ timeout: 120_000, slow: 20_000, reporter: 'spec' }, async (only) => {
  const why = whyNoKeyring();
  if (why === undefined) {
    await ensureKeyring();
    await ensureHost('newest');
    await ensureChromium();
  } else {
    console.log(`Skipped (issue 6): ${why}`);
    process.env.CLUSTERDECK_NO_KEYRING = '1';
  }
  return await bundleTests('keychain', { only });
});
