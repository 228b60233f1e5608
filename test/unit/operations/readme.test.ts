import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { plain } from '../../../src/clouds/text';
import { type ProductId, productOf } from '../../../src/inventory/target';
import { operations } from '../../../src/operations/index';
import { policyOf } from '../../../src/operations/permissions';

declare const PROJECT_ROOT: string;

const readme = fs.readFileSync(path.join(PROJECT_ROOT, 'README.md'), 'utf8');
/** The cells of a table's rows below a heading, without the head. */
const rows = (heading: string): readonly string[] =>
  (readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
        .join(' | '),
    );

const WHERE: Readonly<Record<ProductId, string>> = {
  polardb: '',
  polardbZonal: ' on ENS',
  selectdb: '',
  rds: ' to RDS',
  taurusdb: ' to TaurusDB',
  gaussdb: ' to GaussDB',
  dds: ' to DDS',
  ddm: ' to DDM',
  das: '',
};

describe('the README', () => {
  it('names for every operation the actions that a policy must allow, and on what', () => {
    const expected = operations.flatMap((operation) =>
      operation.on.flatMap((kind) => {
        // One that is for several products says which row is for which.
        const where = operation.on.length > 1 ? WHERE[productOf(kind)] : '';
        const target = { kind, region: '*', id: '*', name: '' };
        return policyOf(operation, target).Statement.map(({ Action, Resource }) => {
          const actions = Action.map((action) => `\`${action}\``).join(', ');
          return `${plain(operation.title)}${where} | ${actions} | \`${String(Resource)}\``;
        });
      }),
    );
    assert.deepEqual(rows('Permissions'), expected);
  });
});
