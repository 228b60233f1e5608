import { text } from '../clouds/text';
import { clusterPhase } from '../inventory/polardbCluster';
import { type ScheduledTask, taskPhase } from '../inventory/scheduledTasks';
import {
  type ChangePrimaryZoneForm,
  isFast,
  primaryZone,
  standbyZones,
  ZONE_TASK,
  type ZoneState,
} from './changePrimaryZoneForm';
import type { Progress, Trace } from './operation';
import type { PlannedTimes } from './plannedTimes';

/** The zones that the form is about: the primary one, or the standby ones. */
const zonesOf = (form: ChangePrimaryZoneForm, state: ZoneState): readonly string[] =>
  form.zoneType === 'Primary' ? [primaryZone(state)] : standbyZones(state);

const isReached = (form: ChangePrimaryZoneForm, state: ZoneState): boolean =>
  zonesOf(form, state).includes(form.zone);

const named = (zones: readonly string[]): string => zones.join(', ') || '–';

/** Transing, StandbyTransing. */
const isTransing = ({ status }: ZoneState): boolean => /transing$/i.test(status.replaceAll('_', ''));

/**
 * The task of a scheduled change: of those that were not there before the one with its times, since somebody may have
 * cancelled it and planned another; else the first of them, which somebody may have moved. Where nobody knows what was
 * there before, only one with its times.
 */
function ownTask(form: ChangePrimaryZoneForm, before: ZoneState, now: ZoneState): ScheduledTask | undefined {
  const planned = ({ earliest, latest }: ScheduledTask) =>
    earliest === Date.parse(form.start ?? '') && latest === Date.parse(form.latest ?? '');
  const fresh = (now.tasks ?? []).filter(
    ({ action, id }) => action === ZONE_TASK && !before.tasks?.some((old) => old.id === id),
  );
  return fresh.find(planned) ?? (before.tasks ? fresh[0] : undefined);
}

/**
 * Settled means: the zone is the new one and the cluster runs. A running cluster alone says nothing: it also runs
 * before the change begins, for a scheduled one for a day.
 */
export function changePrimaryZoneSettle(
  form: ChangePrimaryZoneForm,
  before: ZoneState,
  now: ZoneState,
  times: PlannedTimes,
): Progress {
  const phase = clusterPhase(now.status);
  const zones = named(zonesOf(form, now));
  if (phase === 'gone') return { state: 'failed', say: text('The cluster is being deleted') };
  if (isReached(form, now))
    return phase === 'running'
      ? { state: 'done', say: reachedText(form) }
      : {
          state: 'going',
          say: text('The zone is {zone}; the cluster is {status}', { zone: form.zone, status: now.status }),
        };
  const waiting = form.when === 'scheduled' ? scheduled(form, before, now, times) : undefined;
  if (waiting) return waiting;
  const moved = zones !== named(zonesOf(form, before));
  if (form.when === 'now' && moved && phase === 'running')
    return {
      state: 'failed',
      say: text('The cluster runs in {zones}, not in {target}', { zones, target: form.zone }),
    };
  return {
    state: 'going',
    say: text('{status}; the zone is still {zones}', { status: now.status, zones }),
  };
}

/** The vendor's page says of a change that moves data: hours, and no number. This one is ours: hours are less than a day. */
export const DATA_MOVE_LIMIT_MS = 24 * 60 * 60_000;

/** Where only nodes move, minutes each, the usual limit will do. */
export const changePrimaryZoneWatchLimit = (
  form: ChangePrimaryZoneForm,
  before: ZoneState,
): number | undefined => (isFast(before, form) ? undefined : DATA_MOVE_LIMIT_MS);

const reachedText = ({ zoneType, zone }: ChangePrimaryZoneForm) =>
  zoneType === 'Primary'
    ? text('{zone} is the primary zone and the cluster is running', { zone })
    : text('{zone} is the standby zone and the cluster is running', { zone });

/** How far the task of a scheduled change is; undefined once it is under way. */
function scheduled(
  form: ChangePrimaryZoneForm,
  before: ZoneState,
  now: ZoneState,
  times: PlannedTimes,
): Progress | undefined {
  if (isTransing(now)) return undefined;
  const planned = Date.parse(form.start ?? '');
  if (!now.tasks)
    return {
      state: 'scheduled',
      notBefore: planned,
      say: text('The scheduled tasks could not be read; the zone is still {zones}', {
        zones: named(zonesOf(form, now)),
      }),
    };
  const task = ownTask(form, before, now);
  switch (task && taskPhase(task)) {
    case 'waiting': {
      const notBefore = task?.earliest ?? planned;
      return {
        state: 'scheduled',
        notBefore,
        say: text('Scheduled: begins between {start} and {latest}', {
          start: times.bothAt(notBefore),
          latest: times.bothAt(task?.latest ?? Date.parse(form.latest ?? '')),
        }),
      };
    }
    case 'cancelled':
      return { state: 'failed', say: text('The scheduled task was cancelled; the zone has not changed') };
    case 'failed':
      return {
        state: 'failed',
        say: text('The scheduled task ended as “{status}”; the zone has not changed', {
          status: task?.status ?? '',
        }),
      };
    default:
      return undefined;
  }
}

/** Whether a change can be seen. Never says whose: somebody else's, or a failover, looks the same. */
export function changePrimaryZoneTrace(
  form: ChangePrimaryZoneForm,
  before: ZoneState,
  now: ZoneState,
): Trace {
  if (isReached(form, now))
    return { found: true, say: text('The cluster has since moved to {zone}', { zone: form.zone }) };
  if (isTransing(now) && !isTransing(before))
    return { found: true, say: text('The cluster is changing its zone') };
  if (form.when === 'scheduled' && ownTask(form, before, now))
    return { found: true, say: text('The cluster has a scheduled task to change its zone') };
  const zones = named(zonesOf(form, now));
  if (zones !== named(zonesOf(form, before)))
    return { found: true, say: text('The cluster has since moved, to {zones}', { zones }) };
  return { found: false, say: text('No trace of a change: the zone is still {zones}', { zones }) };
}
