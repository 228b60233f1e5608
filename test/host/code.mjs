#!/usr/bin/env node
// Stands in for the `code` executable that @vscode/test-electron starts: the same flags, VS Code in a browser.
// CLUSTERDECK_TEST_VSCODE says which version (newest or oldest), CLUSTERDECK_TEST_LOG where its log goes.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asScript, Missing } from './steps.mjs';
import { runInTestWindow } from './testWindow.mjs';

await asScript(async () => {
  const { values, positionals } = parseArgs({
    options: Object.fromEntries(
      ['extensionDevelopmentPath', 'extensionTestsPath', 'user-data-dir', 'extensions-dir'].map((name) => [
        name,
        { type: 'string' },
      ]),
    ),
    strict: false, // the desktop's other flags mean nothing here
    allowPositionals: true,
  });
  if (typeof values.extensionTestsPath !== 'string')
    throw new Missing('This stand-in for "code" only runs tests: --extensionTestsPath is missing.');
  const local = (value) => (value?.startsWith('file:') ? fileURLToPath(value) : value);
  return await runInTestWindow({
    host: process.env.CLUSTERDECK_TEST_VSCODE,
    extension: local(values.extensionDevelopmentPath),
    tests: local(values.extensionTestsPath),
    userData: values['user-data-dir'],
    extensions: values['extensions-dir'],
    folder: positionals[0],
    log: process.env.CLUSTERDECK_TEST_LOG,
    minutes: 8,
  });
});
