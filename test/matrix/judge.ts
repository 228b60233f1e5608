import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { percentEncode } from '../../src/clouds/percentEncode';
import { plain } from '../../src/clouds/text';
import type { Run, RunState } from '../../src/runs/run';
import { cloudOf } from './clouds/cloudOf';
import { parametersOf } from './doubledTransport';
import type { Fault } from './faults';
import type { World } from './world';

/** What a cell came to. */
export interface Verdict {
  readonly claim: Exclude<RunState, 'sending' | 'scheduled' | 'settling'> | 'no run' | 'not over' | 'waiting';
  readonly effects: number;
  readonly sent: number;
  readonly disagreements: readonly string[];
}

/** Holds what the run claims, what the journal keeps and what was sent against the sample cloud's own log. */
export function judge(world: World, fault: Fault): Verdict {
  const { run } = world;
  const expected = fault.claim(world);
  const code = run?.outcome?.error?.code;
  const claim = claimOf(run);
  const effects = world.effects.length;
  const disagreements = [
    ...claims(world, claim),
    ...sending(world),
    ...journal(world),
    ...secrets(world),
    ...(fault.also?.(world) ?? []),
    ...(claim === expected ? [] : [`claims “${claim}” instead of “${expected}”`]),
    ...(fault.code === undefined || fault.code === code
      ? []
      : [`names ${code ?? 'no code'} instead of ${fault.code}`]),
  ];
  return { claim, effects, sent: world.transport.writes.length, disagreements };
}

function claimOf(run: Run | undefined): Verdict['claim'] {
  if (!run) return 'no run';
  const { state, closedAt, waitingFor } = run;
  if (waitingFor !== undefined) return 'waiting';
  return closedAt === undefined || state === 'sending' || state === 'scheduled' || state === 'settling'
    ? 'not over'
    : state;
}

/** States that say how it ended; unknown says that nobody knows yet. */
const FINAL: readonly RunState[] = ['settled', 'failed', 'refused', 'abandoned'];

function* claims(world: World, claim: Verdict['claim']): Generator<string> {
  const { run, setting, before, form } = world;
  const effects = world.effects.length;
  const stored = world.stored();
  const { fixture } = setting;
  const done = stored ? fixture.done(before, stored, form) : fixture.deletes === true;
  const said = run?.timeline.at(-1);
  const last = said ? plain(said.say) : '';
  const doubted = world.transport.writes.some(({ ambiguous }) => ambiguous);
  if (effects > 1) yield `the effect was made ${effects} times`;
  for (const { action, clusterId } of world.effects) {
    if (action !== setting.fixture.effect) yield `the effect is ${action}, not ${setting.fixture.effect}`;
    const expected = fixture.on.effectOn?.(before) ?? world.storedId;
    if (clusterId !== expected) yield `the effect is on ${clusterId}, not ${expected}`;
  }
  if (claim === 'not over') yield 'there is no final claim';
  if (claim === 'no run' && effects > 0) yield 'an effect without a run';
  if (claim === 'settled' && !done) yield 'claims “settled”, and the live state is another one';
  if (claim === 'settled' && effects === 0 && !world.foreign) yield 'claims “settled” without an effect';
  if (claim === 'refused' && effects > 0) yield 'claims “refused”, and the effect was made';
  if (/not sent|nothing has changed/.test(last) && effects > 0)
    yield `says “${last}”, and the effect was made`;
  if ((claim === 'failed' || claim === 'refused') && doubted && run?.outcome?.kind !== 'accepted')
    yield `claims “${claim}” of a request whose fate nobody knows`;
  if (claim === 'failed' && done && effects > 0) yield 'claims “failed”, and all is as it was asked for';
  if (claim === 'unknown' && !doubted && run?.outcome?.kind === 'refused')
    yield 'claims “unknown” of a refusal';
  for (const { state } of run?.timeline.slice(0, -1) ?? [])
    if (FINAL.includes(state)) yield `claims “${state}” and takes it back`;
  if (run && run.timeline.at(-1)?.state !== run.state) yield 'the timeline ends in another state';
  const error = run?.outcome?.error;
  if (claim === 'refused' && error?.kind === 'refused' && error.code !== undefined && !error.meaning)
    yield `does not explain ${error.code}`;
}

function* sending({ transport: { writes }, setting, call }: World): Generator<string> {
  const [first] = writes;
  const tokenParameter = call?.tokenParameter ?? '';
  if (call && (tokenParameter !== '') !== setting.token) yield 'its fixture is wrong about its token';
  const doubt = writes.findIndex(({ ambiguous }) => ambiguous);
  if (!setting.token && doubt >= 0 && doubt < writes.length - 1)
    yield 'sent again after a doubt without a token';
  if (new Set(writes.map(({ request }) => parametersOf(request)[tokenParameter])).size > 1)
    yield 'sent again with another token';
  const badly = cloudOf(setting.fixture.operation).badlySigned(writes);
  if (badly !== undefined) yield badly;
  if (writes.some(({ window }) => window !== 'a')) yield 'sent again by another window';
  if (first && writes.some(({ at }) => at - first.at >= 60_000)) yield 'sent again after 60 seconds';
}

function* journal({ folder, run, reports, startError }: World): Generator<string> {
  for (const report of reports) if (!/journal cannot be written/.test(report)) yield `reports “${report}”`;
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const left = files.filter(
    (name) => !/^[\w-]+((\.\d+)?\.json|\.over)$/.test(name) && !name.endsWith('.tmp'),
  );
  if (left.length > 0) yield `leaves ${left.join(', ')}`;
  const marks = files.filter((name) => name.endsWith('.over'));
  // A window that starts looks for runs under way by these names alone.
  if (marks.some((name) => run?.closedAt === undefined || name !== `${run.id}.over`))
    yield 'says of a run that is not over that it is';
  if (!run) {
    if (startError === undefined && files.some((name) => name.endsWith('.json'))) yield 'a run on disk only';
    return;
  }
  // Named by the number of take-overs; the last one counts.
  const file = files
    .filter((name) => name.startsWith(run.id) && name.endsWith('.json'))
    .sort(byTerm)
    .at(-1);
  const onDisk =
    file === undefined
      ? undefined
      : (JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as unknown);
  // As JSON: what is read has its fields in another order than what was written.
  if (!isDeepStrictEqual(onDisk, JSON.parse(JSON.stringify(run))))
    yield 'the journal on disk is not what the window knows';
}

const termOf = (name: string): number => Number(/\.(\d+)\.json$/.exec(name)?.[1] ?? 0);
const byTerm = (a: string, b: string): number => termOf(a) - termOf(b);

function* secrets({
  folder,
  log,
  reports,
  secrets: hidden,
  transport: { writes },
}: World): Generator<string> {
  const kept = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  const texts = [...kept, JSON.stringify(log), ...reports];
  for (const secret of hidden) {
    for (const spelling of [secret, percentEncode(secret), Buffer.from(secret).toString('base64')])
      if (texts.some((text) => text.includes(spelling))) yield 'a secret is in journal or log';
    if (writes.some(({ request: { url } }) => url.includes(secret) || url.includes(percentEncode(secret))))
      yield 'a secret is in a URL';
  }
}
