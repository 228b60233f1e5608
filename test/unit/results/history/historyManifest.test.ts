import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { historyRow } from '../../../../src/results/history/historyRow';
import { RETENTION_LIMITS } from '../../../../src/runs/retention';
import { english, runWith, settledRun } from '../exampleRun';

declare const PROJECT_ROOT: string;

const entry = z.object({ command: z.string(), when: z.string() });
const limit = z.object({
  type: z.literal('integer'),
  scope: z.literal('application'),
  default: z.number(),
  minimum: z.number(),
  maximum: z.number(),
});
const { configuration, menus } = z
  .object({
    contributes: z.object({
      configuration: z.object({ properties: z.record(z.string(), z.unknown()) }),
      menus: z.object({ 'view/item/context': z.array(entry) }),
    }),
  })
  .parse(JSON.parse(fs.readFileSync(path.join(PROJECT_ROOT, 'package.json'), 'utf8'))).contributes;

/** The commands in the menu of a row of the history with this context value. */
const offered = (contextValue: string): string[] =>
  menus['view/item/context'].flatMap(({ command, when }) => {
    const [, operator, wanted = ''] =
      /^view == clusterdeck\.history && viewItem (=~|==) (\S+)$/.exec(when) ?? [];
    const fits =
      operator === '==' ? contextValue === wanted : new RegExp(wanted.slice(1, -1)).test(contextValue);
    return operator && fits ? [command.replace('clusterdeck.', '')] : [];
  });

describe('the menu of a row in the history', () => {
  const { outcome, closedAt, ...open } = settledRun;
  assert.ok(outcome && closedAt);

  it('offers what can be done with the run as it is', () => {
    assert.deepEqual(offered(historyRow(settledRun, english).contextValue), [
      'openRun',
      'exportRun',
      'copyRequestId',
      'deleteRun',
    ]);
    const refused = runWith({ state: 'failed', outcome: { kind: 'notSent', attempts: [] } });
    assert.deepEqual(offered(historyRow(refused, english).contextValue), [
      'openRun',
      'exportRun',
      'deleteRun',
    ]);
    const going = historyRow({ ...open, state: 'settling', outcome }, english);
    assert.deepEqual(offered(going.contextValue), ['openRun', 'exportRun', 'stopWatching', 'copyRequestId']);
    const sending = historyRow({ ...open, state: 'sending' }, english);
    assert.deepEqual(offered(sending.contextValue), ['openRun', 'exportRun', 'stopWatching']);
  });

  it('exports a day', () => assert.deepEqual(offered('day'), ['exportHistory']));
});

describe('the settings of the history', () => {
  for (const name of ['days', 'runs'] as const)
    it(`say the limits of ${name} that are obeyed`, () => {
      const setting = limit.parse(configuration.properties[`clusterdeck.history.${name}`]);
      const { least, most, usual } = RETENTION_LIMITS[name];
      assert.deepEqual([setting.minimum, setting.maximum, setting.default], [least, most, usual]);
    });
});
