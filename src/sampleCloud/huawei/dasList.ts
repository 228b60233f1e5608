import type { HuaweiConnection } from './huaweiConnection';
import { matches, page, string } from './requestFields';
import type { HuaweiContext } from './servedOperation';

/** How a connection stands in the caller's list; undefined where it does not. */
function shareOf(
  { ownerId, ownerName, hidden, sharedWith }: HuaweiConnection,
  { identity, now }: HuaweiContext,
): Readonly<Record<string, unknown>> | undefined {
  if (ownerId === identity.userId) return hidden ? undefined : { conn_share_type: 'NORMAL' };
  const share = sharedWith?.[identity.userId];
  if (!share || (share.expired_time !== undefined && share.expired_time <= now)) return undefined;
  // Whether the "shared user" is who shares or who receives is not said; who receives knows the latter.
  return {
    conn_share_type: 'SHARE',
    shared_user_name: ownerName,
    shared_user_id: ownerId,
    ...share,
  };
}

/**
 * The caller's own connections and those that others share with the caller. Whether the real list has more is not
 * documented; the sample has no more, so that nobody takes what is missing in it for absent.
 */
export function listConnections(context: HuaweiContext) {
  const { fields, state, ids } = context;
  const projectId = ids['project_id'] ?? '';
  const found = state.connections(projectId).flatMap((connection) => {
    const share = shareOf(connection, context);
    if (!share) return [];
    const at = state.instance(projectId, connection.instance_id);
    const shown = { ...connection, ...share, status: at ? 'NORMAL' : 'INSTANCE_DELETE' };
    const words = [shown.ip_address, shown.instance_name, shown.remarks].join(' ');
    return matches(fields['instance_id'], shown.instance_id) &&
      matches(fields['network_type'], shown.network_type) &&
      matches(fields['datastore_type'], shown.engine_type) &&
      matches(fields['connection_type'], share['conn_share_type']) &&
      words.includes(string(fields['condition']))
      ? [shown]
      : [];
  });
  return { total_record: found.length, das_conn_info_list: page(found, fields, 100) };
}
