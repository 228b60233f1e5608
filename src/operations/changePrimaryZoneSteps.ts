import { text, type Text } from '../clouds/text';
import type { Zone } from '../inventory/polardbZones';
import type { VSwitch } from '../inventory/vSwitches';
import {
  type ChangePrimaryZoneForm as Form,
  type ChangePrimaryZoneLive as Live,
  missingClasses,
  mustNameVSwitch,
  primaryZone,
  standbyZones,
  vSwitchesIn,
  zonesToChoose,
} from './changePrimaryZoneForm';
import { latestRule, startRule, vSwitchRule, zoneRule } from './changePrimaryZoneRules';
import type { StepSpec } from './defineOperation';
import type { Choice } from './operation';
import type { PlannedTimes } from './plannedTimes';

const zoneTypeStep: StepSpec<Live, Form> = {
  kind: 'pick',
  field: 'zoneType',
  title: text('Zone type'),
  placeholder: text('Which zone is to be another one?'),
  choices: ({ cluster }) => [
    {
      value: 'Primary',
      label: 'Primary',
      description: text('The zone in which the cluster writes'),
      detail: text('Now {zone}', { zone: primaryZone(cluster) || '–' }),
    },
    {
      value: 'Standby',
      label: 'Standby',
      description: text('The zone that takes over'),
      ...(standbyZones(cluster).length > 0
        ? { detail: text('Now {zone}', { zone: standbyZones(cluster) }) }
        : { unsuitable: text('The cluster has no standby zone') }),
    },
  ],
  likely: () => 'Primary',
};

const zoneStep: StepSpec<Live, Form> = {
  kind: 'pick',
  field: 'zone',
  title: text('New zone'),
  placeholder: text('Where to?'),
  dependsOn: ['zoneType'],
  problem: zoneRule,
  choices: (live, { zoneType = 'Primary' }) =>
    zonesToChoose(live)
      .map((zone) => zoneChoice(live, zone, zoneType))
      .sort((a, b) => rank(live, a) - rank(live, b)),
  likely: (live, { zoneType = 'Primary' }) =>
    zonesToChoose(live)
      .map((zone) => zoneChoice(live, zone, zoneType))
      .filter(({ unsuitable }) => !unsuitable)
      .sort((a, b) => rank(live, a) - rank(live, b))[0]?.value,
};

/** The standby zone first: its data is there. */
const rank = ({ cluster }: Live, { value }: Choice): number =>
  standbyZones(cluster).some((zone) => zone === value) ? 0 : 1;

function zoneChoice(live: Live, { id, inStock }: Zone, zoneType: Form['zoneType']): Choice {
  const { cluster } = live;
  const standby = zoneType === 'Primary' && standbyZones(cluster).includes(id);
  const stock =
    inStock === undefined ? text('Stock not known') : inStock ? text('In stock') : text('Sold out');
  const unsuitable = whyUnsuitable(live, { id, ...(inStock === undefined ? {} : { inStock }) }, zoneType);
  return {
    value: id,
    label: id,
    icon: 'location',
    description: stock,
    ...(standby ? { detail: text('Standby zone now') } : {}),
    ...(unsuitable ? { unsuitable } : {}),
  };
}

function whyUnsuitable(live: Live, { id, inStock }: Zone, zoneType: Form['zoneType']): Text | undefined {
  const rule = zoneRule(live, { zoneType, zone: id }, 0);
  if (rule) return rule;
  if (inStock === false) return text('The zone takes nothing new');
  const missing = missingClasses(live, id);
  if (missing && missing.length > 0) return text('The zone has no {classes}', { classes: missing });
  return undefined;
}

const vSwitchStep: StepSpec<Live, Form> & { readonly kind: 'pick' } = {
  kind: 'pick',
  field: 'vSwitch',
  title: text('vSwitch'),
  placeholder: text('From which vSwitch do the nodes get their addresses?'),
  dependsOn: ['zone'],
  problem: vSwitchRule,
  known: (live, { zone }) =>
    zone !== undefined && !mustNameVSwitch(live.cluster) && vSwitchesIn(live, zone)?.length === 0
      ? { value: null }
      : undefined,
  choices: (live, { zone }) => (vSwitchesIn(live, zone) ?? []).map((each) => vSwitchChoice(live, each)),
  likely: (live, { zone }) => vSwitchesIn(live, zone)?.[0]?.id ?? null,
  typed: (live, { zone = '' }) =>
    live.vSwitches.known ? undefined : typedVSwitch(live.cluster, zone, live.vSwitches),
};

/** The vSwitches could not be read: a person can still name one, which the cloud alone can check then. */
function typedVSwitch(
  cluster: Live['cluster'],
  zone: string,
  { why, forbidden }: { readonly why: Text; readonly forbidden?: true },
): StepSpec<Live, Form> & { readonly kind: 'input' } {
  const args = { zone, why: why };
  return {
    kind: 'input',
    field: 'vSwitch',
    title: vSwitchStep.title,
    forbidden: forbidden ?? false,
    prompt: mustNameVSwitch(cluster)
      ? text(
          'The vSwitches could not be read ({why}). Type the id of one in {zone}: the cloud checks its zone and free addresses.',
          args,
        )
      : text(
          'The vSwitches could not be read ({why}). Type the id of one in {zone}: the cloud checks its zone and free addresses. Leave it empty where the VPC has none there.',
          args,
        ),
    keep: (typed) => typed.trim() || null,
  };
}

function vSwitchChoice({ cluster }: Live, { id, name, cidr, free }: VSwitch): Choice {
  const needed = cluster.nodes.length;
  return {
    value: id,
    label: name,
    icon: 'globe',
    description: text('{id} · {cidr}', { id, cidr: cidr ?? '–' }),
    detail:
      free === undefined
        ? text('How many addresses are free is not known')
        : text('{free} addresses are free', { free }),
    ...(free !== undefined && free < needed
      ? { unsuitable: text('The cluster has {needed} nodes', { needed }) }
      : {}),
  };
}

const failBackStep: StepSpec<Live, Form> = {
  kind: 'pick',
  field: 'failBack',
  title: text('Fail back'),
  placeholder: text('Is this a fail-back to the original zone after a disaster?'),
  dependsOn: ['zoneType'],
  known: (_live, { zoneType }) => (zoneType === 'Standby' ? { value: false } : undefined),
  choices: () => [
    {
      value: false,
      label: text('No'),
      description: text('IsSwitchOverForDisaster = false'),
      detail: text('An ordinary change of zone.'),
    },
    {
      value: true,
      label: text('Yes'),
      description: text('IsSwitchOverForDisaster = true'),
      detail: text('The cluster returns to its original zone.'),
    },
  ],
  likely: () => false,
};

const whenStep: StepSpec<Live, Form> = {
  kind: 'pick',
  field: 'when',
  title: text('Time'),
  placeholder: text('When is it to begin?'),
  choices: () => [
    { value: 'now', label: text('Now'), icon: 'play', detail: text('It begins as soon as it is sent.') },
    {
      value: 'scheduled',
      label: text('Scheduled for later'),
      icon: 'calendar',
      detail: text('The cloud begins it within a span of the next 24 hours.'),
    },
  ],
  likely: () => 'now',
};

const startStep = (times: PlannedTimes): StepSpec<Live, Form> => ({
  kind: 'input',
  field: 'start',
  title: text('Earliest start'),
  prompt: text('Local time within the next 24 hours, as 14:30 or 2026-11-23 02:00.'),
  dependsOn: ['when'],
  problem: startRule,
  known: (_live, { when }) => (when === 'scheduled' ? undefined : { value: null }),
  initial: (_live, _form, now) => times.proposedStart(now),
  keep: (typed, _form, now) => times.keep(typed, now),
  show: (kept) => times.show(kept),
  echo: (kept) => times.echo(kept),
});

const latestStep = (times: PlannedTimes): StepSpec<Live, Form> => ({
  kind: 'input',
  field: 'latest',
  title: text('Latest start'),
  prompt: text(
    'Local time, at least 30 minutes after the earliest start. Not begun by then, it is not done.',
  ),
  dependsOn: ['start'],
  problem: latestRule,
  known: (_live, { when }) => (when === 'scheduled' ? undefined : { value: null }),
  initial: (_live, { start }) => times.proposedLatest(start),
  keep: (typed, { start }, now) => times.keep(typed, start ? Date.parse(start) : now),
  show: (kept) => times.show(kept),
  echo: (kept) => times.echo(kept),
});

/** What is asked, in this order, each from live data. */
export const changePrimaryZoneSteps = (times: PlannedTimes): readonly StepSpec<Live, Form>[] => [
  zoneTypeStep,
  zoneStep,
  vSwitchStep,
  failBackStep,
  whenStep,
  startStep(times),
  latestStep(times),
];
