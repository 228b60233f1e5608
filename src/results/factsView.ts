import { text } from '../clouds/text';
import type { Labelled, Run } from '../runs/run';
import type { Say } from '../profiles/say';

export interface FactView {
  readonly label: string;
  /** Unset where there was none. */
  readonly before?: string;
  readonly after?: string;
  /** What became of it, where something did: a word, so that colour is not needed. */
  readonly change?: string;
}

export interface FactsView {
  readonly rows: readonly FactView[];
  /** Whether the state was read again since. */
  readonly read: boolean;
  /** What changed, in a sentence. */
  readonly summary: string;
}

/**
 * What an operation gives to compare, row by row: the rows of before in their order, then those that are new. Undefined
 * where there is nothing.
 */
export function factsView(facts: Run['facts'], translate: Say): FactsView | undefined {
  if (!facts || facts.before.length + (facts.after?.length ?? 0) === 0) return undefined;
  const { before, after } = facts;
  const keys = [...new Set([...before, ...(after ?? [])].map(keyOf))];
  const rows = keys.map((key): FactView => {
    const was = before.find((fact) => keyOf(fact) === key);
    const is = after?.find((fact) => keyOf(fact) === key);
    const change = after && changeOf(was && translate(was.value), is && translate(is.value));
    return {
      label: translate(((was ?? is) as Labelled).label),
      ...(was ? { before: translate(was.value) } : {}),
      ...(is ? { after: translate(is.value) } : {}),
      ...(change ? { change: translate(change) } : {}),
    };
  });
  return { rows, read: after !== undefined, summary: summary(rows, after !== undefined, translate) };
}

/** A label and its arguments: "Binding {name}" stands for one fact a binding. */
const keyOf = ({ label }: Labelled): string => JSON.stringify([label.text, label.args ?? {}]);

function changeOf(was: string | undefined, is: string | undefined) {
  if (was === is) return undefined;
  if (was === undefined) return text('New');
  return is === undefined ? text('Gone') : text('Changed');
}

function summary(rows: readonly FactView[], read: boolean, translate: Say): string {
  if (!read) return translate(text('The state before. It was not read again yet.'));
  const changed = rows.filter(({ change }) => change !== undefined).map(({ label }) => label);
  return changed.length === 0
    ? translate(text('Everything is the same as before.'))
    : translate(text('Changed: {what}.', { what: changed }));
}
