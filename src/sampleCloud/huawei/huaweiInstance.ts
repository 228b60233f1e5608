import { mergePatch } from '../mergePatch';
import { isRecord } from '../shape';
import type { DatabaseService, Fields } from './servedOperation';

/** An instance: the fields of its service's API as they are answered, and where it belongs. */
export interface HuaweiInstance {
  readonly service: DatabaseService;
  readonly projectId: string;
  readonly id: string;
  name: string;
  status: string;
  readonly datastore?: Fields;
  /** Whether DAS tries the login when a connection is created. The documents do not say whether it does. */
  checksLogin?: boolean;
  [field: string]: unknown;
}

type Nodes = Record<string, unknown>[];

const records = (value: unknown): Nodes => (Array.isArray(value) ? value.filter(isRecord) : []);

/** The groups of a DDS instance; the documents' example has an object where there is one group only. */
const groupsOf = ({ groups }: HuaweiInstance): Nodes => (isRecord(groups) ? [groups] : records(groups));

/** What holds nodes: the instance itself, and the groups of DDS. */
const holdersOf = (instance: HuaweiInstance): Nodes => [instance, ...groupsOf(instance)];

/** All nodes, in the fields of their service. */
export const nodesOf = (instance: HuaweiInstance): readonly Fields[] =>
  holdersOf(instance).flatMap(({ nodes }) => records(nodes));

/** DDM names it otherwise. */
export const nodeIdOf = ({ id, node_id }: Fields): unknown => id ?? node_id;

/** What everything else is found by. */
const FIXED = ['id', 'service', 'projectId'];

/**
 * Merges a patch into an instance's stored fields; `nodes` holds patches of nodes by id, null takes one away. Throws a
 * RangeError where the sample could not go on with the result.
 */
export function patchHuaweiInstance(instance: HuaweiInstance, patch: Fields): void {
  const { nodes, ...fields } = patch;
  for (const name of FIXED) if (name in fields) throw new RangeError(`${name} cannot be changed.`);
  for (const name of ['name', 'status'])
    if (name in fields && typeof fields[name] !== 'string') throw new RangeError(`${name} must stay a text.`);
  mergePatch(instance, fields);
  if (!isRecord(nodes)) return;
  for (const [id, change] of Object.entries(nodes)) {
    const holder = holdersOf(instance).find((each) =>
      records(each['nodes']).some((node) => nodeIdOf(node) === id),
    );
    const node = records(holder?.['nodes']).find((each) => nodeIdOf(each) === id);
    if (node && isRecord(change)) mergePatch(node, change);
    else if (holder && change === null)
      holder['nodes'] = records(holder['nodes']).filter((other) => other !== node);
    else throw new RangeError(`The instance has no node ${id} to patch.`);
  }
}
