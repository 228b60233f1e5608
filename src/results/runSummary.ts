import { text } from '../clouds/text';
import type { Operation } from '../operations/operation';
import { listed, type Say } from '../profiles/say';
import type { Run } from '../runs/run';
import { runTitle, runWords, underWay } from './runWords';
import { singleLine } from './singleLine';

/** What status bar and badge say of all runs under way. */
export interface RunSummary {
  readonly count: number;
  /** "2 runs under way" */
  readonly said: string;
  /** A codicon's name. */
  readonly icon: string;
  /** One line a run, the newest first; ten at most. */
  readonly lines: readonly string[];
  readonly newest: Run;
}

const MOST_LINES = 10;

/** Undefined where no run is under way. */
export function runSummary(
  runs: readonly Run[],
  operation: (id: string) => Pick<Operation, 'doing'> | undefined,
  say: Say,
): RunSummary | undefined {
  const active = underWay(runs);
  const [newest] = active;
  if (!newest) return undefined;
  const words = active.map((run) => runWords(run, operation(run.operation)?.doing));
  const count = active.length;
  return {
    count,
    said: say(count === 1 ? text('1 run under way') : text('{count} runs under way', { count })),
    // It turns while anything goes on; nothing turns for hours because a run waits.
    icon: (words.find(({ icon }) => icon.endsWith('~spin')) ?? runWords(newest)).icon,
    lines: active
      .slice(0, MOST_LINES)
      .map((run, index) =>
        singleLine(listed([runTitle(run, say), say((words[index] ?? runWords(run)).brief)], say)),
      ),
    newest,
  };
}
