/** What is entered at a step: a text, the label of a row (or what it looks like), or of several the labels. */
export type Entry = string | RegExp | readonly string[];

/** What the flow of one operation is led through. */
export interface FlowRow {
  readonly operation: string;
  /** The label of what it is done to in the sample's `small` estate, and of the part of that, where it is a part. */
  readonly resource: string;
  readonly part?: RegExp;
  /** What to enter at each step that is asked, by its field; where possible not what is proposed. */
  readonly enter: Readonly<Record<string, Entry | (() => string)>>;
  /** What the sample cloud's log of changes says then; of the detail what tells what was entered. */
  readonly effect: string;
  readonly detail?: Readonly<Record<string, string | boolean>>;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A local time as it is typed, so many hours from now. */
const inHours = (hours: number) => (): string => {
  const at = new Date(Date.now() + hours * 3_600_000);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
  return `${day} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
};

const REPORTING = { resource: 'edge-shop', part: /^reporting$/ } as const;
/** The tree calls the task by what it does, the picker by the cloud's name. */
const TASK = {
  resource: '财务 ERP (Oracle 兼容)',
  part: /^(Change of zone|ModifyDBClusterPrimaryZone)$/,
} as const;

/** One or more for each operation of the catalogue: a test fails for an operation without. */
export const flowRows: readonly FlowRow[] = [
  {
    operation: 'polardb.switchRole',
    resource: 'orders-production',
    enter: { zoneType: 'Standby', targetNode: 'Let the cloud choose', rollBack: 'No' },
    effect: 'FailoverDBCluster',
    detail: { zoneType: 'Standby', named: false, rollBack: false },
  },
  {
    operation: 'polardb.switchRole',
    resource: 'edge-shop',
    enter: { targetNode: 'Let the cloud choose' },
    effect: 'FailoverDBClusterZonal',
    detail: { zoneType: 'Primary', named: false },
  },
  {
    operation: 'polardb.changePrimaryZone',
    resource: 'orders-production',
    enter: {
      zoneType: 'Primary',
      zone: 'cn-hangzhou-l',
      vSwitch: /^main-l/,
      failBack: 'Yes',
      when: 'Scheduled for later',
      start: inHours(3),
      latest: inHours(5),
    },
    effect: 'ModifyDBClusterPrimaryZone',
    detail: { to: 'cn-hangzhou-l' },
  },
  {
    operation: 'polardbZonal.createAccount',
    resource: 'edge-shop',
    enter: {
      name: 'newapp',
      type: 'Normal',
      password: 'Led-Through-8',
      description: 'Made by a test',
      scope: 'Chosen databases',
      databases: ['stock', 'audit'],
      privilege: 'ReadOnly',
      nodeType: 'Normal',
    },
    effect: 'CreateAccountZonal',
    detail: { account: 'newapp', type: 'Normal', databases: 'stock,audit' },
  },
  {
    operation: 'polardbZonal.resetPassword',
    ...REPORTING,
    enter: { password: 'Led-Through-9' },
    effect: 'ModifyAccountPasswordZonal',
    detail: { account: 'reporting' },
  },
  {
    operation: 'polardbZonal.describeAccount',
    ...REPORTING,
    enter: { description: 'Described by a test' },
    effect: 'ModifyAccountDescriptionZonal',
    detail: { account: 'reporting' },
  },
  {
    operation: 'polardbZonal.grantPrivilege',
    ...REPORTING,
    enter: { databases: ['stock', 'reports'], privilege: 'DMLOnly' },
    effect: 'GrantAccountPrivilegeZonal',
    detail: { account: 'reporting' },
  },
  {
    operation: 'polardbZonal.revokePrivilege',
    ...REPORTING,
    enter: { databases: ['reports'] },
    effect: 'RevokeAccountPrivilegeZonal',
    detail: { account: 'reporting' },
  },
  {
    operation: 'polardbZonal.deleteAccount',
    ...REPORTING,
    enter: {},
    effect: 'DeleteAccountZonal',
    detail: { account: 'reporting' },
  },
  {
    operation: 'selectdb.bindClusters',
    resource: 'reports-warehouse',
    part: /^etl$/,
    enter: { partner: 'dashboards', swap: 'dashboards → etl' },
    effect: 'CreateDBClusterBinding',
  },
  {
    operation: 'selectdb.unbindClusters',
    resource: 'reports-warehouse',
    part: /^serving-a$/,
    enter: {},
    effect: 'DeleteDBClusterBinding',
  },
  { operation: 'polardb.cancelScheduledTask', ...TASK, enter: {}, effect: 'CancelScheduleTasks' },
  {
    operation: 'polardb.rescheduleTask',
    ...TASK,
    enter: { start: inHours(6), latest: inHours(8) },
    effect: 'ModifyScheduleTask',
  },
  {
    operation: 'das.createConnection',
    resource: 'orders',
    enter: {
      user: 'app',
      password: 'Led-Through-7',
      savesPassword: 'Save',
      database: 'crm',
      port: '3306',
      remarks: 'Made by a test',
      recordsSql: 'Record',
      nodes: ['orders_node1'],
    },
    effect: 'CreateInstanceConnection',
    detail: { user: 'app' },
  },
  {
    operation: 'das.createConnection',
    // A name that no other resource of the sample has.
    resource: 'catalogue',
    enter: {
      user: 'rwuser',
      password: 'Led-Through-6',
      savesPassword: 'Do not save',
      database: 'admin',
      port: '8635',
      remarks: '夜间值班',
      recordsSql: 'Do not record',
      nodes: [],
    },
    effect: 'CreateInstanceConnection',
    detail: { user: 'rwuser' },
  },
  {
    operation: 'das.modifyConnection',
    resource: 'root@orders',
    enter: {
      user: 'app',
      password: 'Led-Through-5',
      savesPassword: 'Do not save',
      database: 'crm',
      port: '3306',
      remarks: 'Changed by a test',
      recordsSql: 'Record',
    },
    effect: 'ModifyConnection',
  },
  {
    operation: 'das.deleteConnection',
    resource: 'root@orders',
    enter: {},
    effect: 'BatchDeleteConnectionNew',
  },
];
