// Proves that the installed VSIX reads a real keyring (Secret Service), by itself and in a real workbench:
//   node test/host/keychain.mjs [part of a file name]... [--grep TEXT] [--result FILE]
// Skipped where no keyring can be had, see issue 6: on Windows and macOS, and without apt.
import { bundleTests } from './bundle.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureHost } from './install.mjs';
import { ensureKeyring } from './keyring.mjs';
import { runMocha } from './runMocha.mjs';
import { Missing } from './steps.mjs';

await runMocha({ timeout: 120_000, slow: 20_000, reporter: 'spec' }, async (only) => {
  try {
    await ensureKeyring();
    await ensureHost('newest');
    await ensureChromium();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`Skipped (issue 6): ${error.message}`);
    process.env.CLUSTERDECK_NO_KEYRING = '1';
  }
  return await bundleTests('keychain', { only });
});
