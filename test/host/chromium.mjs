import { findOnPath, installWithApt } from './apt.mjs';
import { Missing } from './steps.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium, installed with apt where there is none. CLUSTERDECK_CHROMIUM names another. */
export async function ensureChromium() {
  const found = process.env.CLUSTERDECK_CHROMIUM || findOnPath(NAMES);
  if (found) return found;
  await installWithApt('Chromium', ['chromium'], ' or name one in CLUSTERDECK_CHROMIUM');
  const installed = findOnPath(NAMES);
  if (!installed) throw new Missing('apt-get installed chromium, but none of its names is on PATH.');
  return installed;
}
