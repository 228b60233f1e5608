import { text } from '../../clouds/text';
import { label } from '../../profiles/displayText';
import { settleOnce, setUpFrame, type StepKit } from '../../profiles/multiStepFrame';
import type { Say } from '../../profiles/say';
import { ShownRows, type KeyedRow } from '../../profiles/shownRows';
import type { Run } from '../../runs/run';
import { runItems } from '../runItems';
import { matchingRuns } from './matchingRuns';

export interface RunSearchParts {
  readonly kit: StepKit;
  readonly say: Say;
  readonly language: string;
}

export interface RunSearch {
  readonly title: string;
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Whether a button offers to export what is found. */
  readonly exports?: boolean;
}

/** The run that was picked, or the runs that were found and are to be exported. */
export type SearchAnswer =
  | { readonly kind: 'picked'; readonly id: string }
  | { readonly kind: 'export'; readonly found: readonly Run[]; readonly typed: string };

/** Lists runs and narrows them by each word that is typed. Resolves with undefined where the person left. */
export async function searchRuns(
  parts: RunSearchParts,
  { title, runs, exports = false }: RunSearch,
): Promise<SearchAnswer | undefined> {
  const { kit, say } = parts;
  const box = kit.window.createQuickPick<KeyedRow>();
  box.placeholder = say(text('Operation, resource, profile, change ticket, outcome or request id'));
  const shown = new ShownRows(box, kit);
  let found = runs;
  const show = () => {
    found = matchingRuns(runs, box.value, say);
    shown.show(() => ({ rows: rows(found, parts) }));
    box.title = say(
      found.length === runs.length
        ? text('{title} ({count})', { title, count: runs.length })
        : text('{title} ({found} of {count})', { title, found: found.length, count: runs.length }),
    );
  };
  const answer = await settleOnce<SearchAnswer>(box, (settle) => {
    const button = {
      icon: 'export',
      tooltip: say(text('Export These Runs…')),
      act: () => {
        if (found.length > 0) settle({ kind: 'export', found, typed: box.value });
      },
    };
    setUpFrame(kit, box, { title, back: false, ...(exports ? { buttons: [button] } : {}) }, () => undefined);
    show();
    box.onDidChangeValue(show);
    box.onDidAccept(() => {
      const { taken } = shown;
      if (taken) settle({ kind: 'picked', id: taken.key });
    });
  });
  return typeof answer === 'symbol' ? undefined : answer;
}

const rows = (runs: readonly Run[], { say, language }: RunSearchParts): KeyedRow[] =>
  runItems(runs, say, language).map(({ value, icon, detail, description, label: words }) => ({
    key: value,
    label: label(words, icon),
    description: label(description ?? ''),
    detail: label(detail ?? ''),
    // What is typed is looked for here, in more than is shown.
    alwaysShow: true,
  }));
