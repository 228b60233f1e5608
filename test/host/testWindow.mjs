import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { startServer, windowUrl } from './server.mjs';

/**
 * Runs a test suite inside the extension host of a VS Code window and resolves to its exit code.
 * The window's log, the suite's console among it, goes to the file `log`.
 */
export async function runInTestWindow({
  host,
  extension,
  tests,
  userData,
  extensions,
  folder,
  log,
  minutes,
}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-tests-'));
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const lines = fs.createWriteStream(log);
  const serverLog = log.replace(/(\.log)?$/, '.server.log');
  const server = await startServer({ host, data, extension, tests, userData, extensions, log: serverLog });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const ended = deferred();
    // The workbench calls these two where a window has them; it is how VS Code's own web test runner listens.
    await page.exposeFunction('codeAutomationExit', ended.resolve);
    await page.exposeFunction('codeAutomationLog', (type, args) =>
      lines.write(`${type} ${format(...args)}\n`),
    );
    page.on('crash', () => ended.reject(new Error('the page crashed')));
    void server.exited.then((code) => ended.reject(new Error(`VS Code's server ended with ${code}`)));
    const timer = setTimeout(
      () => ended.reject(new Error(`no result within ${minutes} minutes`)),
      minutes * 60_000,
    );
    await page.goto(windowUrl(server.url, folder));
    return await ended.promise.finally(() => clearTimeout(timer));
  } finally {
    await browser.close();
    await server.stop();
    fs.rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}
