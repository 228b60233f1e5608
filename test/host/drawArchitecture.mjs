// Draws docs/architecture.svg from the imports between the folders of src/:
//   node test/host/drawArchitecture.mjs [--check]
// --check: writes nothing, and fails where the picture that is there does not fit the code.
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { FREE_OF_VSCODE, LAYERS } from '../../eslint.config.mjs';
import { projectRoot } from './server.mjs';
import { asScript, Missing } from './steps.mjs';

const PICTURE = path.join(projectRoot, 'docs/architecture.svg');
const SAYS = {
  explorer: 'the tree, its search and its pins',
  flow: 'from a click to Send: steps, review, confirmation',
  results: 'the run panel, the run list and the log',
  profiles: 'who somebody is on a cloud: keys, regions, network',
  runs: 'the journal, sending once, watching until settled',
  operations: 'what can be done, a declaration each',
  inventory: 'what there is, read from the clouds',
  clouds: 'signing, retry, redaction, transport',
};

const BOX = { x: 64, y: 40, width: 430, height: 64, step: 88 };
/** Where a line leaves a box; arrows come in above it. */
const LEAVES = 56;
const LANES = { x: 530, step: 30 };
const COLOURS = ['#b4532a', '#8a6d00', '#2e7d32', '#00838f', '#1e6fd0', '#7b4fc9', '#b8337a'];
const top = (layer) => BOX.y + LAYERS.indexOf(layer) * BOX.step;
const right = BOX.x + BOX.width;
const SAMPLE_TOP = BOX.y + LAYERS.length * BOX.step + 24;
const SIZE = { width: LANES.x + COLOURS.length * LANES.step + 10, height: SAMPLE_TOP + BOX.height + 24 };

/** The folders that files of each folder import from. */
function importsBetweenFolders() {
  const src = path.join(projectRoot, 'src');
  const folders = fs.readdirSync(src).filter((name) => fs.statSync(path.join(src, name)).isDirectory());
  return Object.fromEntries(
    folders.map((folder) => {
      const files = fs.readdirSync(path.join(src, folder), { recursive: true });
      const used = files
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) => {
          const file = path.join(src, folder, name);
          return ts
            .preProcessFile(fs.readFileSync(file, 'utf8'))
            .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
            .map(
              ({ fileName }) =>
                path.relative(src, path.resolve(path.dirname(file), fileName)).split(path.sep)[0],
            );
        });
      return [folder, folders.filter((other) => other !== folder && used.includes(other))];
    }),
  );
}

/** The picture of what is there now. Throws where a folder has no place in it, or an import points up. */
function draw() {
  const { sampleCloud, ...imports } = importsBetweenFolders();
  if (sampleCloud.length > 0) throw new Missing(`src/sampleCloud imports ${sampleCloud.join(', ')}.`);
  for (const [folder, used] of Object.entries(imports)) {
    if (!SAYS[folder])
      throw new Missing(
        `src/${folder} is new: give it a place in LAYERS (eslint.config.mjs) and in SAYS here.`,
      );
    const up = used.filter((other) => LAYERS.indexOf(other) <= LAYERS.indexOf(folder));
    if (up.length > 0) throw new Missing(`src/${folder} imports ${up.join(', ')}: imports point down only.`);
  }
  const sources = LAYERS.filter((layer) => imports[layer].length > 0);
  return [
    head(),
    plainNode(),
    compositionRoot(),
    ...LAYERS.map((layer) => box(layer, top(layer), SAYS[layer])),
    box('sampleCloud', SAMPLE_TOP, 'both clouds once more, in a process of their own'),
    loopback(),
    ...sources.map((layer, index) => lane(layer, imports, sources, index)),
    '</svg>\n',
  ].join('\n');
}

function head() {
  const { width, height } = SIZE;
  const colours = COLOURS.map(
    (colour, index) => `.l${index}{stroke:${colour}} .h${index}{fill:${colour}}`,
  ).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The folders of src/ from top to bottom; arrows point from each to those it imports">
<style>
text{font:13px system-ui,sans-serif;fill:#222} .name{font:600 15px ui-monospace,Consolas,monospace} .soft{fill:#555}
.page{fill:#fff} .box{fill:#f4f6f8;stroke:#8a94a0} .plain{fill:#e4eef8} .lane{fill:none;stroke-width:2} .dash{fill:none;stroke:#555;stroke-dasharray:5 4;stroke-width:2} .dashHead{fill:#555}
${colours}
@media (prefers-color-scheme:dark){text{fill:#e6e6e6} .soft{fill:#b0b6bd} .page{fill:#1b1f24} .box{fill:#2a3037;stroke:#7d8894} .plain{fill:#22303f} .lane{filter:brightness(1.5)} .dash{stroke:#b0b6bd} .dashHead{fill:#b0b6bd}}
</style>
<rect class="page" width="${width}" height="${height}"/>`;
}

function plainNode() {
  const layers = LAYERS.filter((layer) => FREE_OF_VSCODE.includes(layer));
  const y = top(layers[0]) - 18;
  const height = SAMPLE_TOP + BOX.height + 10 - y;
  return `<rect class="plain" x="${BOX.x - 10}" y="${y}" width="${BOX.width + 20}" height="${height}" rx="6"/>
<text class="soft" x="${right}" y="${y + 13}" text-anchor="end">from here down no vscode: runs in plain Node</text>`;
}

function compositionRoot() {
  const height = top(LAYERS.at(-1)) + BOX.height - BOX.y;
  const [x, middle] = [16, BOX.y + height / 2];
  return `<rect class="box" x="${x}" y="${BOX.y}" width="30" height="${height}" rx="4"/>
<text text-anchor="middle" transform="translate(${x + 20} ${middle}) rotate(-90)"><tspan class="name">parts.ts</tspan> builds the parts and hands them to each other</text>`;
}

const box = (
  name,
  y,
  says,
) => `<rect class="box" x="${BOX.x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="4"/>
<text class="name" x="${BOX.x + 14}" y="${y + 27}">${name}</text>
<text class="soft" x="${BOX.x + 14}" y="${y + 48}">${says}</text>`;

/** The sample cloud is imported by nobody: requests reach it as they reach a cloud. */
function loopback() {
  const [x, from] = [BOX.x + 30, top(LAYERS.at(-1)) + BOX.height];
  return `<path class="dash" d="M${x} ${from}V${SAMPLE_TOP - 7}"/><path class="dashHead" d="M${x - 5} ${SAMPLE_TOP - 8}h10l-5 8z"/>
<text class="soft" x="${x + 14}" y="${from + 28}">HTTP on this machine; no import, either way</text>`;
}

/** All that one folder imports: a line down beside the boxes, with an arrow into each. */
function lane(layer, imports, sources, index) {
  const x = LANES.x + (sources.length - 1 - index) * LANES.step;
  const from = top(layer) + LEAVES;
  const ends = imports[layer].map((other) => {
    const into = sources.filter((source) => imports[source].includes(other));
    return top(other) + ((into.indexOf(layer) + 1) * LEAVES) / (into.length + 1);
  });
  return [
    `<g><title>${layer} imports ${imports[layer].join(', ')}</title>`,
    `<path class="lane l${index}" d="M${right} ${from}H${x}V${Math.max(...ends)}${ends.map((y) => `M${x} ${y}H${right + 8}`).join('')}"/>`,
    ...ends.map((y) => `<path class="lane h${index}" d="M${right + 9} ${y - 4}v8l-8 -4z"/>`),
    '</g>',
  ].join('\n');
}

await asScript(() => {
  const picture = draw();
  if (!process.argv.includes('--check')) return void fs.writeFileSync(PICTURE, picture);
  if (!fs.existsSync(PICTURE) || fs.readFileSync(PICTURE, 'utf8') !== picture)
    throw new Missing('docs/architecture.svg does not fit the code: run node test/host/drawArchitecture.mjs');
});
