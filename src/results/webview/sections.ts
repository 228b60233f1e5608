import { duration } from '../duration';
import type { RunView } from '../runViewShape';
import { el, pairs, table } from './dom';
import { icon } from './icons';
import type { Times } from './times';

const code = (text: string) => el('code', {}, text);
const list = (lines: readonly string[], none: string) =>
  lines.length > 0
    ? el('ul', { class: 'plain' }, ...lines.map((line) => el('li', {}, line)))
    : el('p', { class: 'muted' }, none);

/** The big word of the state, what it means, and what was last found. */
export function state({ icon: shape, word, means, latest }: RunView): Node[] {
  return [
    el('p', { class: 'word' }, icon(shape), el('strong', {}, word)),
    el('p', { class: 'means' }, means),
    latest ? el('p', { class: 'latest' }, latest) : '',
  ].filter((part) => part instanceof Node);
}

export function error({ error: shown }: RunView): Node[] {
  return shown ? [pairs(shown.rows.map(({ label, value }) => [label, value] as const))] : [];
}

export function timeline({ timeline: entries }: RunView, times: Times): Node[] {
  return [
    el(
      'ol',
      { class: 'timeline' },
      ...entries.map(({ at, word, say }, index) => {
        const previous = entries[index - 1];
        return el(
          'li',
          {},
          el(
            'div',
            { class: 'when' },
            times.element(at, index === 0),
            previous && el('span', { class: 'since' }, ` +${duration(at - previous.at)}`),
          ),
          el('div', {}, el('strong', {}, word), ` ${say}`),
        );
      }),
    ),
  ];
}

export function checks({ checks: shown, labels }: RunView): Node[] {
  if (shown.length === 0) return [el('p', { class: 'muted' }, labels.none)];
  const item = (check: RunView['checks'][number]) =>
    el(
      'li',
      { class: `check ${check.state}` },
      el('span', { class: 'verdict' }, icon(check.state), check.word),
      el(
        'div',
        {},
        el('div', {}, check.title),
        el('div', { class: 'muted' }, check.fact),
        check.risk && el('div', { class: 'risk' }, `${labels.risk}: ${check.risk}`),
      ),
    );
  return [el('ul', { class: 'checks' }, ...shown.map(item))];
}

export const effect = ({ effect: lines, labels }: RunView): Node[] => [list(lines, labels.none)];

export const values = ({ values: shown, labels }: RunView): Node[] =>
  shown.length > 0
    ? [pairs(shown.map(({ label, value }) => [label, value] as const))]
    : [el('p', { class: 'muted' }, labels.none)];

export function attempts({ attempts: made, labels }: RunView, times: Times): Node[] {
  if (made.length === 0) return [el('p', { class: 'muted' }, labels.noAttempts)];
  return [
    table(
      labels.attempts,
      [labels.time, labels.duration, labels.status, labels.code, labels.requestId],
      made.map(({ at, durationMs, status, code: errorCode, requestId }) => [
        times.element(at, false),
        duration(durationMs),
        status === undefined ? labels.noAnswer : String(status),
        errorCode === undefined ? '–' : code(errorCode),
        requestId === undefined ? '–' : code(requestId),
      ]),
    ),
  ];
}
