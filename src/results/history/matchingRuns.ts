import { nameWithHolder, withHolder } from '../../inventory/target';
import type { Say } from '../../profiles/say';
import type { Run } from '../../runs/run';
import { runRequestId } from '../runView';
import { runTitle, runWords } from '../runWords';

/**
 * The runs that have each of the words that were typed, in operation, resource, region, profile, change ticket, outcome
 * or request id. Upper and lower case do not count.
 */
export function matchingRuns(runs: readonly Run[], typed: string, say: Say): readonly Run[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const all = searched(run, say).toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

const searched = (run: Run, say: Say): string =>
  [
    runTitle(run, say),
    nameWithHolder(run.target),
    withHolder(run.target),
    run.target.region,
    run.profile.name,
    run.changeTicket,
    say(runWords(run).word),
    runRequestId(run),
  ].join('\n');
