import { text } from '../clouds/text';
import { roleWord } from '../inventory/polardbCluster';
import type { TopologyNode } from '../operations/operation';
import { listed, type Say } from '../profiles/say';

export interface NodeView {
  readonly id: string;
  readonly role: string;
  readonly writer: boolean;
  readonly note?: string;
  /** What is different about this node, where something is. */
  readonly moved?: string;
}

export interface ZoneView {
  readonly zone: string;
  readonly nodes: readonly NodeView[];
}

export interface TopologyView {
  readonly before: readonly ZoneView[];
  readonly after?: readonly ZoneView[];
  /** The change of the writer in a sentence. */
  readonly summary: string;
}

type Nodes = readonly TopologyNode[];

const isWriter = ({ role }: TopologyNode): boolean => role.toLowerCase() === 'writer';

/**
 * Nodes drawn by zone. Both drawings have the same zones in the same order, so that what moved is seen at a glance.
 */
export function topologyView(before: Nodes, after: Nodes | undefined, translate: Say): TopologyView {
  const zones = [...new Set([...before, ...(after ?? [])].map((node) => node.zone))];
  const draw = (nodes: Nodes, moved: (node: TopologyNode) => string | undefined): ZoneView[] =>
    zones.map((zone) => ({
      zone,
      nodes: nodes.filter((node) => node.zone === zone).map((node) => nodeView(node, moved(node), translate)),
    }));
  return {
    before: draw(before, (node) => (after ? movedAway(node, after, translate) : undefined)),
    ...(after ? { after: draw(after, (node) => movedHere(node, before, translate)) } : {}),
    summary: summary(before, after, translate),
  };
}

function nodeView(node: TopologyNode, moved: string | undefined, translate: Say): NodeView {
  return {
    id: node.id,
    role: translate(roleWord(node.role)),
    writer: isWriter(node),
    ...(node.note ? { note: node.note } : {}),
    ...(moved ? { moved } : {}),
  };
}

function movedAway(node: TopologyNode, after: Nodes, translate: Say): string | undefined {
  return after.some(({ id }) => id === node.id) ? undefined : translate(text('gone since'));
}

function movedHere(node: TopologyNode, before: Nodes, translate: Say): string | undefined {
  const old = before.find(({ id }) => id === node.id);
  if (!old) return translate(text('new'));
  const said: string[] = [];
  if (old.role !== node.role)
    said.push(
      isWriter(node)
        ? translate(text('now the writer'))
        : translate(text('was {role}', { role: roleWord(old.role) })),
    );
  if (old.zone !== node.zone) said.push(translate(text('moved from {zone}', { zone: old.zone })));
  return listed(said, translate) || undefined;
}

function summary(before: Nodes, after: Nodes | undefined, translate: Say): string {
  const writers = (nodes: Nodes): string =>
    listed(
      nodes
        .filter(isWriter)
        .map(({ id, zone }) => translate(text('{id} ({zone})', { id, zone })))
        .sort(),
      translate,
    ) || translate(text('none'));
  const was = writers(before);
  if (!after) return translate(text('Writer before: {was}.', { was }));
  const is = writers(after);
  return was === is
    ? translate(text('The writer is the same as before: {is}.', { is }))
    : translate(text('The writer was {was} and is now {is}.', { was, is }));
}
