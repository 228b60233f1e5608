import type { DasConnection } from '../../../src/inventory/dasConnection';
import type { HuaweiInstance } from '../../../src/inventory/huaweiInstance';

export const INSTANCE_ID = '0123456789abcdef0123456789abcdefin01';

/** A running primary/standby instance of RDS for MySQL. */
export const aHuaweiInstance = (more: Partial<HuaweiInstance> = {}): HuaweiInstance => ({
  product: 'rds',
  region: 'cn-north-4',
  id: INSTANCE_ID,
  name: 'orders',
  status: 'ACTIVE',
  engine: 'MySQL',
  version: '8.0.28',
  shape: 'Ha',
  addresses: [{ kind: 'private', host: '192.168.0.4' }],
  port: 3306,
  defaultUser: 'root',
  nodes: [
    { id: 'b-no01', name: 'orders_node1', role: 'slave', status: 'ACTIVE', zone: 'cn-north-4b', host: '' },
    { id: 'a-no01', name: 'orders_node0', role: 'master', status: 'ACTIVE', zone: 'cn-north-4a', host: '' },
  ],
  related: [],
  vpc: 'vpc-1',
  createdAt: Date.UTC(2025, 10, 3, 2, 33, 49),
  detailed: true,
  ...more,
});

/** The login `root` at that instance, made by the key itself, its password saved. */
export const aConnection = (more: Partial<DasConnection> = {}): DasConnection => ({
  region: 'cn-north-4',
  id: '11111111-2222-3333-4444-555555555555',
  name: 'root@orders',
  instanceId: INSTANCE_ID,
  instanceName: 'orders',
  engineType: 'mysql',
  networkType: 'rds',
  engine: 'mysql 8.0.28',
  user: 'root',
  database: 'shop',
  host: '192.168.0.4',
  port: 3306,
  savesPassword: true,
  remarks: '',
  createdAt: Date.UTC(2026, 0, 20, 8, 30),
  isInstanceDeleted: false,
  ...more,
});
