import { text, type Text } from '../clouds/text';
import type { ClusterEndpoint } from '../inventory/polardbCluster';
import {
  type ChangePrimaryZoneForm,
  type ChangePrimaryZoneLive,
  isFast,
  movingNodes,
  primaryZone,
  standbyZones,
} from './changePrimaryZoneForm';
import { DATA_MOVE_LIMIT_MS } from './changePrimaryZoneWatch';
import type { PlannedTimes } from './plannedTimes';

/** How long a node takes to move to another zone, by the vendor's experience. */
const MINUTES_A_NODE = 5;

/** The move, how long it may take, what drops, and what has another address afterwards. */
export function changePrimaryZoneEffect(
  live: ChangePrimaryZoneLive,
  form: ChangePrimaryZoneForm,
  times: PlannedTimes,
): readonly Text[] {
  return [
    move(live, form),
    duration(live, form),
    ...(form.start && form.latest
      ? [
          text('It begins between {start} and {latest}; not begun by then, it is not done.', {
            start: times.both(form.start),
            latest: times.both(form.latest),
          }),
        ]
      : []),
    ...(form.zoneType === 'Primary' ? drops(live) : [standbyAway()]),
  ];
}

function move({ cluster }: ChangePrimaryZoneLive, { zoneType, zone }: ChangePrimaryZoneForm): Text {
  return zoneType === 'Primary'
    ? text('Primary zone: {from} → {to}', { from: primaryZone(cluster) || '–', to: zone })
    : text('Standby zone: {from} → {to}', { from: standbyZones(cluster).join(', ') || '–', to: zone });
}

function duration({ cluster }: ChangePrimaryZoneLive, form: ChangePrimaryZoneForm): Text {
  const nodes = movingNodes(cluster, form.zoneType).length;
  return isFast(cluster, form)
    ? text('The data is in {zone} already: only the nodes move, {nodes} of them, about {minutes} minutes.', {
        zone: form.zone,
        nodes,
        minutes: Math.max(1, nodes) * MINUTES_A_NODE,
      })
    : text(
        'The data moves to {zone} first. With much data that takes hours: it is watched for {hours} hours.',
        {
          zone: form.zone,
          hours: DATA_MOVE_LIMIT_MS / 3_600_000,
        },
      );
}

const standbyAway = (): Text =>
  text(
    'The cluster goes on writing where it is. Until the data has moved, the standby may not be able to take over.',
  );

function drops({ endpoints }: ChangePrimaryZoneLive): readonly Text[] {
  const addresses = text(
    'Endpoints keep their names; their IP addresses may change, so what connects by address must be told.',
  );
  if (!endpoints.known)
    return [
      text('The endpoints could not be read ({why}): expect every connection to drop.', {
        why: endpoints.why,
      }),
      addresses,
    ];
  return [
    text('Connections drop once or twice, about 30 seconds each. Endpoints: {count}', {
      count: endpoints.value.length,
    }),
    ...endpoints.value.map((endpoint) =>
      text('{type} endpoint {name}: {address}', {
        type: endpoint.type,
        name: endpoint.name,
        address: addressOf(endpoint),
      }),
    ),
    addresses,
  ];
}

const addressOf = (endpoint: ClusterEndpoint): string =>
  endpoint.addresses.map(({ host, port }) => `${host}:${port}`).join(', ') || endpoint.id;
