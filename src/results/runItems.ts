import { withHolder } from '../inventory/target';
import type { PickItem } from '../profiles/multiStepPick';
import { listed, type Say } from '../profiles/say';
import type { Run } from '../runs/run';
import { runTitle, runWords } from './runWords';

/** The rows of a list to pick a run from, in the order given; each stands for the run's id. */
export function runItems(runs: readonly Run[], say: Say, language: string): PickItem<string>[] {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return runs.map((run) => {
    const { word, icon } = runWords(run);
    return {
      value: run.id,
      key: run.id,
      label: runTitle(run, say),
      description: listed([say(word), format.format(run.createdAt)], say),
      detail: listed(
        [
          run.profile.name,
          run.target.region,
          withHolder(run.target),
          ...(run.changeTicket ? [run.changeTicket] : []),
        ],
        say,
      ),
      // A list has no use for motion.
      icon: icon.replace('~spin', ''),
    };
  });
}
