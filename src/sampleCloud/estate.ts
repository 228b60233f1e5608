import fs from 'node:fs';
import path from 'node:path';
import { settleBindings } from './bindingTasks';
import { generatedEstate } from './generatedEstate';
import { HuaweiState, type HuaweiStored } from './huawei/huaweiState';
import { newHuaweiStored } from './huawei/newHuaweiStored';
import { mergePatch } from './mergePatch';
import { patchInstance } from './patchInstance';
import type { Effect, SampleCluster, TokenAnswer } from './sampleCluster';
import type { SampleInstance } from './sampleInstance';
import { isRecord } from './shape';
import { smallEstate } from './smallEstate';
import { settleTasks } from './scheduleTasks';
import { smallInstances } from './smallInstances';
import { settle } from './switching';
import { settleZoneChange } from './zoneChange';
import { passAccountTime, settleAccounts } from './zonalAccount';
import { zonalEstate } from './zonalEstate';

/** `small`, `empty`, or how many clusters to generate. */
export type EstateName = 'small' | 'empty' | number;

interface State {
  format: 1;
  estate: EstateName;
  clusters: SampleCluster[];
  instances: SampleInstance[];
  huawei: HuaweiStored;
  effects: Effect[];
  /** By account, action and token. */
  clientTokens: Record<string, TokenAnswer>;
}

/** What the sample itself goes through; an answer without them is made with a fault. */
const LISTS = ['DBNodes', 'Tags', 'endpoints', 'switches', 'tasks', 'accounts', 'databases'];

/** At least as long as the vendor promises a client token to hold. */
const TOKEN_KEPT_MS = 24 * 3_600_000;

/** The clusters and what was done to them, kept in a file that is replaced as a whole after each change. */
export class SampleEstate {
  private state: State;
  readonly huawei = new HuaweiState(
    () => this.state.huawei,
    () => this.save(),
  );

  /** Takes up what the file holds, unless another estate is asked for by name. */
  constructor(
    private readonly file: string,
    private readonly now: () => number,
    wanted?: EstateName,
  ) {
    const kept = readState(file, now());
    this.state =
      kept && (wanted === undefined || kept.estate === wanted) ? kept : this.fresh(wanted ?? 'small');
    this.save();
  }

  /** All clusters as they are now. */
  clusters(): readonly SampleCluster[] {
    const now = this.now();
    let changed = false;
    for (const cluster of this.state.clusters)
      for (const step of [settle, settleTasks, settleZoneChange, settleAccounts])
        changed = step(cluster, now) || changed;
    if (changed) this.save();
    return this.state.clusters;
  }

  find(id: string | undefined): SampleCluster | undefined {
    return this.clusters().find(({ DBClusterId }) => DBClusterId === id);
  }

  /** All SelectDB instances as they are now. */
  instances(): readonly SampleInstance[] {
    const now = this.now();
    let changed = false;
    for (const instance of this.state.instances) changed = settleBindings(instance, now) || changed;
    if (changed) this.save();
    return this.state.instances;
  }

  instance(id: string | undefined): SampleInstance | undefined {
    return this.instances().find(({ DBInstanceId }) => DBInstanceId === id);
  }

  effects(): readonly Effect[] {
    return this.state.effects;
  }

  tokenAnswer(key: string): TokenAnswer | undefined {
    const answer = this.state.clientTokens[key];
    return answer && answer.at > this.now() - TOKEN_KEPT_MS ? answer : undefined;
  }

  /** Notes an effect, with the answer for its client token, and writes all to disk before it is answered. */
  record(effect: Effect, token?: { key: string; answer: TokenAnswer }): void {
    this.state.effects.push(effect);
    if (token) this.state.clientTokens[token.key] = token.answer;
    this.save();
  }

  /**
   * Merges a patch (RFC 7396) into a cluster's stored fields; `nodes` holds patches of nodes by id. Takes an instance's
   * id too (see patchInstance), and what HuaweiState.patch does. False where there is no such thing. Throws a RangeError where the sample could not go on with the result.
   */
  patch(id: string, patch: Readonly<Record<string, unknown>>): boolean {
    if (this.huawei.patch(id, patch)) return true;
    const instance = this.instance(id);
    if (instance) {
      patchInstance(instance, patch);
      this.save();
      return true;
    }
    const cluster = this.find(id);
    if (!cluster) return false;
    const { nodes, ...fields } = patch;
    for (const name of LISTS)
      if (name in fields && !Array.isArray(fields[name])) throw new RangeError(`${name} must stay a list.`);
    mergePatch(cluster, fields);
    if (isRecord(nodes))
      for (const [nodeId, change] of Object.entries(nodes)) {
        const node = cluster.DBNodes.find(({ DBNodeId }) => DBNodeId === nodeId);
        if (node && isRecord(change)) mergePatch(node, change);
        else if (node && change === null) cluster.DBNodes = cluster.DBNodes.filter((other) => other !== node);
        else throw new RangeError(`The cluster has no node ${nodeId} to patch.`);
      }
    this.save();
    return true;
  }

  delete(id: string): boolean {
    if (this.huawei.delete(id)) return true;
    const { clusters, instances } = this.state;
    this.state.clusters = clusters.filter(({ DBClusterId }) => DBClusterId !== id);
    this.state.instances = instances.filter(({ DBInstanceId }) => DBInstanceId !== id);
    this.save();
    return this.state.clusters.length < clusters.length || this.state.instances.length < instances.length;
  }

  /**
   * Lets time pass for the clusters: everything that happened moves that much further into the past. The
   * clock itself stays, because it is also what signed dates are held against and what clients compare with.
   */
  advance(ms: number): void {
    for (const cluster of this.state.clusters) {
      const { switching, changing, tasks = [], switches } = cluster;
      passAccountTime(cluster, ms);
      if (switching) switching.startedAt -= ms;
      if (changing) changing.startedAt -= ms;
      for (const task of tasks) {
        task.earliest -= ms;
        task.latest -= ms;
      }
      for (const log of switches) {
        log.startedAt -= ms;
        if (log.finishedAt !== undefined) log.finishedAt -= ms;
      }
    }
    for (const { bindings } of this.state.instances) for (const task of bindings) task.startedAt -= ms;
    for (const answer of Object.values(this.state.clientTokens)) answer.at -= ms;
    this.huawei.advance(ms);
    this.save();
  }

  /** Starts over, with another estate where one is named. */
  reset(estate: EstateName = this.state.estate): void {
    this.state = this.fresh(estate);
    this.save();
  }

  private fresh(estate: EstateName): State {
    const clusters =
      estate === 'small'
        ? [...smallEstate(this.now()), ...zonalEstate()]
        : estate === 'empty'
          ? []
          : generatedEstate(estate);
    const instances = estate === 'small' ? smallInstances(this.now()) : [];
    return {
      format: 1,
      estate,
      clusters,
      instances,
      huawei: newHuaweiStored(estate, this.now()),
      effects: [],
      clientTokens: {},
    };
  }

  private save(): void {
    writeAtomically(this.file, JSON.stringify(this.state));
  }
}

/** Replaces a file so that a reader sees the old one or the new one, never half. */
export function writeAtomically(file: string, text: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  fs.writeFileSync(temporary, text, { mode: 0o600, flush: true });
  fs.renameSync(temporary, file);
}

/** The state on disk; a file that cannot be read is moved aside, so that the sample starts all the same. */
function readState(file: string, now: number): State | undefined {
  if (!fs.existsSync(file)) return undefined;
  try {
    const state: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (isRecord(state) && state['format'] === 1 && Array.isArray(state['clusters']))
      return upgraded(state, now);
  } catch {
    // Falls through to moving it aside.
  }
  fs.renameSync(file, `${file}.broken`);
  return undefined;
}

/** Earlier versions kept no instances, and nothing or less of Huawei Cloud. */
function upgraded(state: Readonly<Record<string, unknown>>, now: number): State {
  const { estate, huawei } = state as unknown as State;
  return {
    instances: estate === 'small' ? smallInstances(now) : [],
    ...state,
    huawei: isRecord(huawei) && 'instances' in huawei ? huawei : newHuaweiStored(estate, now),
  } as unknown as State;
}
