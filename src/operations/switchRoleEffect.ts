import { type Text, text } from '../clouds/text';
import { type ClusterEndpoint, writersOf } from '../inventory/polardbCluster';
import {
  candidates,
  leavesStorage,
  nodeById,
  type SwitchRoleForm,
  type SwitchRoleLive,
} from './switchRoleForm';

/** Whether writes go through the endpoint, so that its connections drop when the writer moves. */
const takesWrites = (endpoint: ClusterEndpoint): boolean =>
  endpoint.type.toLowerCase() === 'primary' || endpoint.mode.toLowerCase() === 'readwrite';

const addressesOf = ({ addresses, id }: ClusterEndpoint): readonly string[] =>
  addresses.length > 0 ? addresses.map(({ host, port }) => `${host}:${port}`) : [id];

/** The writer's move, data that may be lost, and every endpoint that drops connections. */
export function switchRoleEffect(live: SwitchRoleLive, form: SwitchRoleForm): readonly Text[] {
  const { cluster } = live;
  const [writer] = writersOf(cluster);
  const target = nodeById(cluster, form.targetNode) ?? candidates(cluster, form.zoneType)[0];
  return [
    ...(writer && target ? [move(writer, target, form.targetNode === null)] : []),
    ...(leavesStorage(cluster, form.zoneType) ? [storageMove(cluster.dataSyncMode)] : []),
    ...endpointDrops(live, target?.id),
  ];
}

function move(
  from: { id: string; zone: string },
  to: { id: string; zone: string },
  chosenByCloud: boolean,
): Text {
  const args = { from: from.id, fromZone: from.zone, to: to.id, toZone: to.zone };
  return chosenByCloud
    ? text('Writer: {from} in {fromZone} → chosen by the cloud, likely {to} in {toZone}', args)
    : text('Writer: {from} in {fromZone} → {to} in {toZone}', args);
}

function storageMove(mode: string | undefined): Text {
  return mode?.toLowerCase() === 'semisync'
    ? text('The service moves to the other storage cluster; SemiSync keeps committed transactions.')
    : text(
        'The service moves to the other storage cluster; transactions committed in the last moments can be lost.',
      );
}

function endpointDrops({ endpoints }: SwitchRoleLive, target: string | undefined): readonly Text[] {
  if (!endpoints.known)
    return [
      text('The endpoints could not be read ({why}): expect every read-write connection to drop.', {
        why: endpoints.why,
      }),
    ];
  const dropping = endpoints.value.filter(takesWrites);
  const reading = endpoints.value.filter(
    (endpoint) => !takesWrites(endpoint) && target !== undefined && endpoint.nodes.includes(target),
  );
  return [
    text('Connections drop once or twice, about 30 seconds each. Read-write endpoints: {count}', {
      count: dropping.length,
    }),
    // One line an address: together they are longer than a line.
    ...dropping.flatMap((endpoint) =>
      addressesOf(endpoint).map((address) =>
        text('{type} endpoint {name}: {address}', { type: endpoint.type, name: endpoint.name, address }),
      ),
    ),
    ...reading.map((endpoint) =>
      text('{type} endpoint {name} ({address}) loses its connections to {target} while it is promoted.', {
        type: endpoint.type,
        name: endpoint.name,
        address: addressesOf(endpoint),
        target: target ?? '',
      }),
    ),
  ];
}
