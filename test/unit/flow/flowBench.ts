import type { CloudClient, Ruling } from '../../../src/clouds/cloudClient';
import { plain } from '../../../src/clouds/text';
import type { FlowParts } from '../../../src/flow/flowHost';
import { resourceKey } from '../../../src/flow/recentResources';
import { OperationFlow } from '../../../src/flow/operationFlow';
import type { Estate } from '../../../src/inventory/estate';
import type { Operation } from '../../../src/operations/operation';
import { switchRole } from '../../../src/operations/switchRole';
import type { Profile } from '../../../src/profiles/profile';
import type { Run } from '../../../src/runs/run';
import type { RunPlan } from '../../../src/runs/runStore';
import { fakeStepKit, settle } from '../profiles/fakeQuickInput';
import { aCluster, liveOf } from '../support/clusters';
import { aRun } from '../support/runs';

export { settle };

export const place = {
  profileId: 'profile-1',
  target: { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1test', name: 'orders' },
} as const;

export const profile = (more: Partial<Profile> = {}): Profile => ({
  id: 'profile-1',
  name: 'Prod',
  cloud: 'alibaba',
  regions: ['cn-hangzhou'],
  safety: 'normal',
  sample: false,
  ...more,
});

const aborted = (signal: AbortSignal | undefined) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

interface Asked {
  readonly kind: 'ask' | 'fail' | 'inform';
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** A flow whose window, cloud and runs a test drives. */
export function bench(profiles: Profile[] = [profile()], estate?: Estate) {
  const kit = fakeStepKit();
  const asked: Asked[] = [];
  const plans: RunPlan[] = [];
  const opened: string[] = [];
  const shown: { name: string; content: string }[] = [];
  const state = {
    /** What the next readings give; the last one stays. An Error is thrown. */
    readings: [liveOf(aCluster())] as unknown[],
    /** The buttons that are pressed, in turn. */
    presses: [] as (string | undefined)[],
    active: [] as Run[],
    now: Date.UTC(2026, 0, 1),
    startError: undefined as Error | undefined,
    copied: '',
    /** Keys of what was worked on, the last first. */
    recent: [] as string[],
    reads: 0,
    /** The cloud does not answer until the reading is cancelled. */
    hangs: false,
    addsProfile: 0,
    /** Profiles whose keys were updated on the way. */
    updated: [] as string[],
    /** What the person's safety policy says. */
    ruling: undefined as Ruling | undefined,
    /** The profiles whose keys a person wanted tried again. */
    triedAgain: [] as string[],
  };
  const answer = (kind: Asked['kind'], message: string, detail: string, buttons: readonly string[]) => {
    asked.push({ kind, message, detail, buttons });
    return Promise.resolve(state.presses.shift());
  };
  const operation: Operation = {
    ...switchRole,
    // One product, as the one estate that a test gives.
    on: ['polardb.cluster'],
    read: async (_client, _target, signal) => {
      state.reads++;
      await Promise.resolve();
      if (state.hangs) await aborted(signal);
      const [live] = state.readings;
      if (state.readings.length > 1) state.readings.shift();
      if (live instanceof Error) throw live;
      return live;
    },
  };
  const client: CloudClient = {
    read: () => Promise.reject(new Error('not read here')),
    write: () => Promise.reject(new Error('not written here')),
    ruling: () => Promise.resolve(state.ruling),
    view: ({ action, region, parameters }) => ({
      method: 'POST',
      host: 'polardb.aliyuncs.com',
      action,
      version: '2017-08-01',
      region,
      headers: {},
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      ),
    }),
  };
  const parts: FlowParts = {
    kit,
    dialogs: {
      ask: (message, detail, buttons) => answer('ask', message, detail, buttons),
      fail: (message, buttons) => answer('fail', message, '', buttons),
      inform: (message, buttons) => answer('inform', message, '', buttons),
    },
    editor: {
      showText: (name, content) => {
        shown.push({ name, content });
        return Promise.resolve();
      },
      copy: (words) => {
        state.copied = words;
        return Promise.resolve();
      },
    },
    translate: plain,
    clock: { now: () => state.now, monotonic: () => state.now, sleep: () => Promise.resolve() },
    runs: {
      activeOn: () => Promise.resolve(state.active),
      start: (plan) => {
        if (state.startError) return Promise.reject(state.startError);
        plans.push(plan);
        return Promise.resolve(aRun({ id: `run-${plans.length}` }));
      },
    },
    profiles: { get: (id) => profiles.find((each) => each.id === id), list: () => profiles },
    connections: {
      client: () => client,
      tryAgain: (profileId) => state.triedAgain.push(profileId),
      estate: () => {
        if (!estate) throw new Error('no estate');
        return estate;
      },
    },
    recent: {
      keys: () => state.recent,
      add: (each) => void (state.recent = [resourceKey(each), ...state.recent]),
    },
    openRun: (id) => opened.push(id),
    addProfile: () => state.addsProfile++,
    updateCredentials: (profileId) => {
      state.updated.push(profileId);
      return Promise.resolve();
    },
  };
  const flow = new OperationFlow(parts);
  const box = () => kit.last();
  /** Waits out the guard against rows that were just replaced, then presses Enter on the row. */
  const choose = async (part: string) => {
    const row = box().items.find(({ label }) => label.includes(part));
    if (!row) throw new Error(`No row with ${part} in ${JSON.stringify(box().labels())}`);
    box().activeItems = [row];
    box().enterFocused();
    await settle();
  };
  const begin = async (...more: [] | [Parameters<OperationFlow['start']>[2]]) => {
    const done = flow.start(operation, place, ...more);
    await settle();
    return { done };
  };
  return { flow, operation, kit, box, choose, begin, asked, plans, opened, shown, state };
}
