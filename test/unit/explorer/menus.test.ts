import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { operations } from '../../../src/operations/index';
import { rows, type Row } from './allRows';

declare const PROJECT_ROOT: string;

const manifest = z.object({
  contributes: z.object({
    menus: z.object({
      'view/item/context': z.array(z.object({ command: z.string(), when: z.string() })),
    }),
  }),
});
const menu = manifest
  .parse(JSON.parse(fs.readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8')))
  .contributes.menus['view/item/context'].filter(({ when }) =>
    when.startsWith('view == clusterdeck.resources '),
  );

/** Whether the menu of a row with this context value has the command. Knows the two forms of `when` that are used. */
function offers(contextValue: string, command: string): boolean {
  return menu.some(({ command: each, when }) => {
    const [, operator, wanted = ''] =
      /^view == clusterdeck\.resources && viewItem (=~|==) (\S+)$/.exec(when) ?? assert.fail(when);
    if (each !== `clusterdeck.${command}`) return false;
    return operator === '==' ? contextValue === wanted : new RegExp(wanted.slice(1, -1)).test(contextValue);
  });
}

/** The operations on things of its kind that can be done to it as it is now. */
function expected({ kind, contextValue }: Row): string[] {
  // A task that has started can be neither moved nor cancelled.
  if (contextValue === 'polardb.task') return [];
  const senseless = contextValue.includes('.bound.') ? 'selectdb.bindClusters' : 'selectdb.unbindClusters';
  return operations.filter(({ id, on }) => kind && on.includes(kind) && id !== senseless).map(({ id }) => id);
}

describe('the menu of a row in the tree', () => {
  for (const contextValue of new Set(rows.map((row) => row.contextValue)))
    it(`offers the operations that its kind has, and no others: ${contextValue}`, () => {
      const offered = operations.filter(({ id }) => offers(contextValue, id)).map(({ id }) => id);
      for (const row of rows.filter((each) => each.contextValue === contextValue))
        assert.deepEqual(offered, expected(row));
    });

  it('has every operation somewhere', () => {
    for (const { id } of operations)
      assert.ok(
        rows.some(({ contextValue }) => offers(contextValue, id)),
        id,
      );
  });

  it('offers Copy ID where there is one to copy, and Refresh everywhere', () => {
    assert.ok(rows.some(({ copies }) => !copies));
    for (const { contextValue, copies } of rows) {
      assert.equal(offers(contextValue, 'copyId'), copies, contextValue);
      assert.ok(offers(contextValue, 'refresh'), contextValue);
    }
  });

  it('offers Open in Console for what a product lists', () => {
    const products = /^(?:polardb|polardbZonal|selectdb|rds|taurusdb|gaussdb|dds|ddm|das)\./;
    for (const { contextValue, kind } of rows) {
      if (!kind || !/\.(?:cluster|instance|connection)$/.test(kind)) continue;
      assert.match(contextValue, products);
      assert.ok(offers(contextValue, 'openInConsole'), contextValue);
    }
  });
});
