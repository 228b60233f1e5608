import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../host/browser.mjs';
import { projectRoot, startServer, windowUrl } from '../../host/server.mjs';
import { Workbench } from './workbench';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
} as const;

/** The keychain of whoever runs the tests is not to be read. */
export const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' };

export interface WorkbenchOptions {
  theme?: keyof typeof THEMES;
  viewport?: { width: number; height: number };
  /** Defaults of settings in this window. */
  settings?: Record<string, unknown>;
  /** The newest VS Code where it is not set. */
  host?: 'newest' | 'oldest';
  /** The display language, English without. VS Code's own words stay English. */
  language?: 'zh-cn';
  /** A folder of installed extensions to use instead of the built one. */
  extensions?: string;
  /** Further environment of the server and so of the extension host. */
  env?: NodeJS.ProcessEnv;
  /** The folder that is open in its windows. */
  folder?: string;
}

export interface OpenWorkbench {
  workbench: Workbench;
  /** The data folder of the server. */
  data: string;
  /** Opens a second window on the same server, with the same profiles. */
  newWindow(): Promise<Workbench>;
  close(): Promise<void>;
}

/** Opens the built extension in a fresh VS Code: its own server, data folder and browser. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<OpenWorkbench> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-e2e-'));
  const server = await startServer({
    data,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.extensions === undefined ? { extension: projectRoot } : { extensions: options.extensions }),
    // A home of its own and no keychain: keys of whoever runs the tests are not to be found.
    env: {
      ...process.env,
      HOME: data,
      ...NO_KEYCHAIN,
      ...options.env,
    },
    ...(options.language === undefined ? {} : { language: options.language }),
    settings: {
      'workbench.colorTheme': THEMES[options.theme ?? 'dark'],
      'window.autoDetectColorScheme': false,
      'workbench.reduceMotion': 'on',
      'editor.accessibilitySupport': 'off',
      ...options.settings,
    },
  });
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1400, height: 900 },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(45_000);
  const newWindow = () => openWindow(context, windowUrl(server.url, options.folder), data);
  const close = async () => {
    await browser.close();
    await server.stop();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    return { workbench: await newWindow(), data, newWindow, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openWindow(context: BrowserContext, url: string, data: string): Promise<Workbench> {
  const page = await context.newPage();
  await page.goto(url);
  const workbench = new Workbench(page, data);
  await workbench.isReady();
  return workbench;
}

/**
 * Opens one workbench for the tests of a `describe`, keeps a picture of it when a test fails, and closes it.
 * `options` may be a function, for what is only known once earlier hooks have run.
 */
export function useWorkbench(options: WorkbenchOptions | (() => WorkbenchOptions) = {}): () => Workbench {
  let open: OpenWorkbench | undefined;
  const workbench = () => {
    if (!open) throw new Error('the workbench is not open');
    return open.workbench;
  };
  before(async function () {
    this.timeout(180_000);
    open = await openWorkbench(typeof options === 'function' ? options() : options);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench().screenshot(`failed ${this.currentTest.fullTitle()}`);
  });
  after(async () => {
    await open?.close();
  });
  return workbench;
}
