import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/** Launches the Chromium of this machine, headless. */
export async function launchBrowser() {
  return await chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    // Chromium's own sandbox does not work as root in a container; it only ever opens pages of this machine.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
