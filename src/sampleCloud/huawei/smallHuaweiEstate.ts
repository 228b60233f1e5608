import { buildDdm } from './buildDdm';
import { buildDds } from './buildDds';
import { buildGaussdb, buildTaurusdb } from './buildGaussdb';
import { buildRds, withReplica } from './buildRds';
import { connectionTo, type HuaweiConnection } from './huaweiConnection';
import type { HuaweiInstance } from './huaweiInstance';
import { DBA, VIEWER } from './keys';
import { BEIJING, PAYMENTS, RIYADH, SHANGHAI, SINGAPORE } from './projects';
import type { HuaweiStored } from './huaweiState';

const DAY_MS = 24 * 3_600_000;

/** Still being created: it has no address yet, nor a date. */
const BUILDING = { status: 'BUILD', private_ips: [], readonly_private_ips: [], created: '', updated: '' };

const orders = buildRds(BEIJING, 'orders', { fields: { tags: [{ key: 'env', value: 'prod' }] } });
const members = buildRds(BEIJING, 'members', { engine: 'PostgreSQL' });
const sessions = buildDds(BEIJING, 'sessions');
const shop = buildTaurusdb(BEIJING, 'shop-core', { replicas: 2 });

const INSTANCES: readonly HuaweiInstance[] = [
  ...withReplica(orders, buildRds(BEIJING, 'orders-read', { type: 'Replica' })),
  members,
  buildRds(BEIJING, 'billing-2019', { engine: 'SQLServer', type: 'Single', fields: { status: 'FROZEN' } }),
  buildRds(SINGAPORE, 'orders-sg', { fields: { status: 'BACKING UP' } }),
  buildRds(SINGAPORE, 'forum', { engine: 'MariaDB', type: 'Single' }),
  buildRds(PAYMENTS, 'payments'),
  shop,
  buildTaurusdb(BEIJING, 'campaign', { fields: BUILDING }),
  // A zone as the documents' own example has it.
  buildTaurusdb(SINGAPORE, 'shop-sg', {
    replicas: 0,
    fields: {
      status: 'STORAGE FULL',
      created: '2024-08-20T02:33:49_0800',
      updated: '2024-08-20T02:33:49_0800',
    },
  }),
  buildTaurusdb(SHANGHAI, 'shop-east'),
  buildTaurusdb(RIYADH, 'shop-me'),
  buildGaussdb(BEIJING, 'ledger', { type: 'enterprise' }),
  buildGaussdb(BEIJING, 'settlement', { fields: { status: 'EXPANDING' } }),
  buildGaussdb(SINGAPORE, 'ledger-sg', { fields: { instance_mode: 'basic' } }),
  buildGaussdb(SHANGHAI, 'ledger-east'),
  buildGaussdb(RIYADH, 'ledger-me'),
  sessions,
  buildDds(BEIJING, 'catalogue', { mode: 'Sharding' }),
  buildDds(BEIJING, 'audit-log', { mode: 'Single', bareGroup: true, fields: { status: 'data_disk_full' } }),
  buildDds(SINGAPORE, 'sessions-sg', { fields: { status: 'frozen' } }),
  buildDdm(BEIJING, 'orders-proxy', { count: 3 }),
  buildDdm(BEIJING, 'archive-proxy', { fields: { status: 'FROZEN' } }),
  buildDdm(SINGAPORE, 'edge-proxy', { count: 1 }),
];

/** Own ones, one that another user shares, one whose instance is gone, and one that nobody but its owner sees. */
function connections(now: number): HuaweiConnection[] {
  const made = (number: number, days: number, user_name: string, is_save_password: boolean) => ({
    connection_id: `5a3e${number.toString().padStart(4, '0')}-6d1f-4c8e-9b57-2f4408c1d7e0`,
    create_at: now - days * DAY_MS,
    user_name,
    is_save_password,
  });
  return [
    connectionTo(orders, DBA, {
      ...made(1, 210, 'root', true),
      database_name: 'shop',
      remarks: 'Checkout, on call',
    }),
    connectionTo(members, DBA, made(2, 90, 'report_reader', false)),
    connectionTo(shop, DBA, { ...made(3, 12, 'root', true), remarks: '大促' }),
    connectionTo(sessions, VIEWER, {
      ...made(4, 30, 'rwuser', true),
      sharedWith: { [DBA.userId]: { expired_time: now + 30 * DAY_MS } },
    }),
    connectionTo(buildRds(BEIJING, 'orders-2023'), DBA, made(5, 400, 'root', true)),
    connectionTo(orders, VIEWER, made(6, 5, 'auditor', false)),
  ];
}

/** The Huawei Cloud part of the default estate: few instances, in every state that a connection can meet. */
export const smallHuaweiEstate = (now: number): Pick<HuaweiStored, 'instances' | 'connections'> => ({
  instances: structuredClone([...INSTANCES]),
  connections: connections(now),
});
