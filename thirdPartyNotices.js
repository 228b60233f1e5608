// What dist/ has of other people's work, with its licences.
const fs = require('node:fs');
const path = require('node:path');

/** Licences that ask for no more than their text. */
const ALLOWED = ['0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** What packages have compiled into their binaries, which no bundler sees; of which version nobody says. */
const COMPILED_IN = {
  keytar: [{ folder: 'node-addon-api', version: '', where: 'compiled into keytar.node' }],
  undici: [{ name: 'llhttp', licence: 'MIT', where: 'compiled into undici', text: llhttpLicence() }],
};

/**
 * The packages of which something is in the outputs, by name, with the files it is in.
 * @param {import('esbuild').Metafile[]} metafiles
 * @returns {{ folder: string, where: string }[]} `folder`: in node_modules
 */
function bundledPackages(metafiles) {
  const found = new Map();
  for (const { outputs } of metafiles)
    for (const [file, { inputs }] of Object.entries(outputs))
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const [, folder] = /^node_modules\/((?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
        if (folder === undefined || bytesInOutput === 0) continue;
        found.set(folder, (found.get(folder) ?? new Set()).add(file));
      }
  return [...found].map(([folder, files]) => ({ folder, where: `in ${[...files].sort().join(', ')}` }));
}

/**
 * The text of dist/ThirdPartyNotices.txt: each package with its version, its licence and its licence's text.
 * Throws where a package has no licence file, or a licence that is not allowed.
 * @param {{ folder: string, where: string }[]} packages
 * @param {string} modules the node_modules they are in
 */
function thirdPartyNotices(packages, modules) {
  const parts = packages
    .flatMap((one) => [one, ...(COMPILED_IN[one.folder] ?? [])])
    .map((one) => (one.folder ? { ...described(one, modules), ...one } : one))
    .sort((a, b) => a.name.localeCompare(b.name));
  for (const { name, licence } of parts)
    if (!ALLOWED.includes(licence)) throw new Error(`${name} is under ${licence}, which is not allowed.`);
  return [
    'ClusterDeck contains the following software of others.\n',
    ...parts.map(({ name, version, licence, where, text }) =>
      [`${'='.repeat(80)}\n${[name, version].filter(Boolean).join(' ')} (${licence}), ${where}\n`, text].join(
        '\n',
      ),
    ),
  ].join('\n');
}

function described({ folder }, modules) {
  const root = path.join(modules, folder);
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const files = licenceFiles(root);
  if (files.length === 0) throw new Error(`${name} has no licence file.`);
  const text = files.map((file) => `${fs.readFileSync(file, 'utf8').trim()}\n`).join('\n');
  return { name, version, licence: license, text };
}

/** A package's own licence first, then those of parts that it took from others. */
function licenceFiles(root) {
  return fs
    .readdirSync(root, { recursive: true })
    .filter((file) => /^(un)?licen[cs]e(\.|$)/i.test(path.basename(file)) && !file.includes('node_modules'))
    .sort((a, b) => a.split(path.sep).length - b.split(path.sep).length || a.localeCompare(b))
    .map((file) => path.join(root, file));
}

function llhttpLicence() {
  return `Copyright Fedor Indutny, 2018.

Permission is hereby granted, free of charge, to any person obtaining a
copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included
in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS
OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE
USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

module.exports = { bundledPackages, thirdPartyNotices };
