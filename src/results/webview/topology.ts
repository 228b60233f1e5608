import type { NodeView, TopologyView, ZoneView } from '../topologyView';
import type { RunView } from '../runViewShape';
import { el } from './dom';
import { icon } from './icons';

/** The nodes before and after, by zone: lists for a screen reader, boxes for the eye. */
export function topology({ labels, closedAt }: RunView, drawn: TopologyView): Node[] {
  const after = closedAt === undefined ? labels.now : labels.after;
  return [
    el('p', { class: 'summary' }, drawn.summary),
    el(
      'div',
      { class: 'drawings' },
      drawing('before', labels.before, drawn.before, labels.noNodes),
      drawn.after
        ? drawing('after', after, drawn.after, labels.noNodes)
        : el(
            'div',
            { class: 'drawing' },
            el('h3', {}, labels.after),
            el('p', { class: 'muted' }, closedAt === undefined ? labels.notReadYet : labels.notRead),
          ),
    ),
  ];
}

function drawing(id: string, heading: string, zones: readonly ZoneView[], empty: string): HTMLElement {
  return el(
    'div',
    { class: 'drawing' },
    el('h3', { id: `${id}-heading` }, heading),
    el(
      'ul',
      { class: 'zones', attributes: { 'aria-labelledby': `${id}-heading` } },
      ...zones.map((zone) =>
        el(
          'li',
          { class: 'zone' },
          el('h4', {}, zone.zone),
          zone.nodes.length > 0
            ? el('ul', { class: 'nodes' }, ...zone.nodes.map(node))
            : el('p', { class: 'muted' }, empty),
        ),
      ),
    ),
  );
}

function node({ id, role, writer, note, moved }: NodeView): HTMLElement {
  return el(
    'li',
    { class: `node ${writer ? 'writer' : 'reader'}${moved ? ' moved' : ''}` },
    el('span', { class: 'role' }, icon(writer ? 'writer' : 'reader'), role),
    ' ',
    el('code', {}, id),
    note && el('span', { class: 'note' }, ` ${note}`),
    moved && el('span', { class: 'change' }, icon('moved'), ` ${moved}`),
  );
}
