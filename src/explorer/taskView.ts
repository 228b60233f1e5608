import { text, type Text } from '../clouds/text';
import { isChangeable, type ScheduledTask, taskPhase } from '../inventory/scheduledTasks';
import { oneLine } from '../profiles/displayText';
import { listed, type Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';
import { localAndUtc } from './localAndUtc';
import type { ActiveRun } from './productView';

const ACTIONS: Readonly<Record<string, Text>> = {
  ModifyDBClusterPrimaryZone: text('Change of zone'),
  CreateDBNodes: text('New nodes'),
  ModifyDBNodeClass: text('Change of node class'),
  UpgradeDBClusterVersion: text('Version upgrade'),
};

/** A scheduled task of a cluster: what it does and when it may begin, in local time with UTC beside it. */
export function taskView(task: ScheduledTask, run: ActiveRun | undefined, say: Say): ItemView {
  const known = ACTIONS[task.action];
  const label = known ? say(known) : oneLine(task.action) || oneLine(task.id);
  const when = task.earliest === undefined ? undefined : localAndUtc(task.earliest);
  const facts = [run?.say ?? oneLine(task.status), when].filter((fact) => fact !== undefined);
  const changeable = isChangeable(task);
  return {
    label,
    description: dotted(...facts),
    icon: run
      ? { name: run.icon, color: 'charts.blue' }
      : { name: taskPhase(task) === 'running' ? 'sync' : 'calendar' },
    contextValue: changeable ? `polardb.scheduledTask${run ? '.operating' : ''}` : 'polardb.task',
    children: 'none',
    spoken: listed([say(text('Scheduled task {name}', { name: label })), ...facts], say),
    tooltip: () =>
      lines(
        label,
        [say(text('ID')), oneLine(task.id)],
        [say(text('Status')), oneLine(task.status)],
        [say(text('Run')), run?.say],
        [say(text('Earliest start')), when],
        [say(text('Latest start')), task.latest === undefined ? undefined : localAndUtc(task.latest)],
      ),
  };
}
