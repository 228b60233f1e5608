import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Run } from '../../../src/runs/run';
import type { SampleCloud } from './sampleCloud';

/** The files of the journal below a data folder: one a run and take-over, named by its id and the take-overs. */
export const journaled = (dataFolder: string): string[] =>
  fs
    .readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /clusterdeck\/runs\/[^/.][^/]*\.json$/.test(file))
    .map((file) => path.join(dataFolder, file));

/** The runs as the journal on disk has them, each by its latest take-over. */
export function runsOnDisk(dataFolder: string): readonly Run[] {
  const runs = new Map<string, Run>();
  for (const file of journaled(dataFolder)) {
    const run = JSON.parse(fs.readFileSync(file, 'utf8')) as Run;
    const known = runs.get(run.id);
    if (!known || (run.lease.term ?? 0) > (known.lease.term ?? 0)) runs.set(run.id, run);
  }
  return [...runs.values()];
}

/**
 * Holds what the journal on disk claims of each run in the end against the sample cloud's own log: every run settled,
 * each with one effect, on its cluster, towards the node that it says is the writer, and no effect more.
 */
export async function assertOneEffectEach(dataFolder: string, cloud: SampleCloud): Promise<void> {
  const claimed = runsOnDisk(dataFolder).map(({ state, closedAt, target, topology, request }) => ({
    claim: closedAt === undefined ? 'not over' : state,
    action: request.action,
    cluster: target.id,
    writer: topology.after?.find(({ role }) => role === 'Writer')?.id,
  }));
  const made = (await cloud.effects()).map(({ action, clusterId, detail }) => ({
    claim: 'settled',
    action,
    cluster: clusterId,
    writer: detail['to'],
  }));
  const inOrder = <T extends { readonly cluster: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
  assert.deepEqual(inOrder(claimed), inOrder(made));
}
