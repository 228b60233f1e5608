import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

/** Launches the Chromium of this machine, headless. */
export async function launchBrowser() {
  return await chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}
