import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { text } from '../../../src/clouds/text';
import { listZones, readZoneClasses } from '../../../src/inventory/polardbZones';
import {
  isChangeable,
  isOpenTask,
  readScheduledTasks,
  taskPhase,
} from '../../../src/inventory/scheduledTasks';
import { listVSwitches } from '../../../src/inventory/vSwitches';
import { fakeClient } from '../support/fakeClient';

const address = { region: 'cn-hangzhou', id: 'pc-1' };

describe('zones and what they have', () => {
  it('come with their stock, which may not be known', async () => {
    const client = fakeClient(() => ({
      Zones: [
        { ZoneId: 'a', ModeCode: 'WithStock', Status: 'ON' },
        { ZoneId: 'b', ModeCode: 'SoldOut' },
        { ZoneId: 'c', ModeCode: 'UnSet' },
        { ZoneId: 'd', ModeCode: 'WithStock', Status: 'OFF' },
        { ZoneId: 'e' },
      ],
    }));
    assert.deepEqual(await listZones(client, 'cn-hangzhou'), [
      { id: 'a', inStock: true },
      { id: 'b', inStock: false },
      { id: 'c' },
      { id: 'd', inStock: false },
      { id: 'e' },
    ]);
    assert.deepEqual(client.calls[0]?.parameters, { RegionId: 'cn-hangzhou' });
  });

  it('name the field where the answer is another one', () =>
    assert.rejects(
      listZones(
        fakeClient(() => ({ Zones: [{}] })),
        'x',
      ),
      (error: CloudError) => {
        assert.ok(error instanceof CloudError);
        assert.match(error.message, /DescribeZones.*Zones\.0\.ZoneId/);
        return true;
      },
    ));

  it('have classes by zone, whatever engine names they come under', async () => {
    const resources = (...classes: string[]) => ({
      Engine: 'mysql',
      AvailableResources: classes.map((DBNodeClass) => ({ DBNodeClass })),
    });
    const client = fakeClient(() => ({
      AvailableZones: [
        { ZoneId: 'a', SupportedEngines: [resources('large'), resources('small')] },
        { ZoneId: 'b', SupportedEngines: [] },
        { ZoneId: 'a', SupportedEngines: [resources('tiny')] },
      ],
    }));
    const found = await readZoneClasses(client, {
      region: 'r',
      engine: 'MySQL',
      version: '8.0',
      payType: 'Prepaid',
    });
    assert.deepEqual([...found.get('a')!].sort(), ['large', 'small', 'tiny']);
    assert.equal(found.get('b')?.size, 0);
    assert.equal(found.has('c'), false);
    await readZoneClasses(client, { region: 'r', engine: 'Oracle', version: '' });
    assert.deepEqual(
      client.calls.map(({ parameters }) => parameters),
      [
        { RegionId: 'r', PayType: 'Prepaid', DBType: 'MySQL', DBVersion: '8.0' },
        { RegionId: 'r', PayType: 'Postpaid', DBType: 'Oracle' },
      ],
    );
  });

  it('have classes of the cluster’s own category, or of none', async () => {
    const client = fakeClient(() => ({
      AvailableZones: [
        {
          ZoneId: 'a',
          SupportedEngines: [
            {
              AvailableResources: [
                { DBNodeClass: 'large', Category: 'Normal' },
                { DBNodeClass: 'tiny', Category: 'Basic' },
                { DBNodeClass: 'cold', Category: 'ArchiveNormal' },
                { DBNodeClass: 'any' },
              ],
            },
          ],
        },
      ],
    }));
    const of = async (category?: string) => {
      const cluster = { region: 'r', engine: 'MySQL', version: '8.0', ...(category ? { category } : {}) };
      return [...((await readZoneClasses(client, cluster)).get('a') ?? [])].join(' ');
    };
    assert.equal(await of('Normal'), 'large any');
    assert.equal(await of('basic'), 'tiny any');
    assert.equal(await of('Archive'), 'cold any');
    assert.equal(await of('SENormal'), 'any');
    assert.equal(await of(), 'large tiny cold any');
  });
});

describe('vSwitches', () => {
  it('are read from VPC page by page, each once', async () => {
    const all = Array.from({ length: 120 }, (_, index) => ({
      VSwitchId: `vsw-${index}`,
      ZoneId: 'a',
      AvailableIpAddressCount: index,
    }));
    const client = fakeClient(({ parameters }) => {
      const start = (Number(parameters['PageNumber']) - 1) * 50;
      return { VSwitches: { VSwitch: all.slice(start, start + 50) }, TotalCount: 120 };
    });
    const found = await listVSwitches(client, { region: 'cn-hangzhou', vpcId: 'vpc-1' });
    assert.equal(found.length, 120);
    assert.deepEqual(found[7], { id: 'vsw-7', name: 'vsw-7', zone: 'a', free: 7 });
    assert.deepEqual(
      client.calls.map(({ product, parameters }) => [product, parameters['VpcId'], parameters['PageNumber']]),
      [1, 2, 3].map((page) => ['vpc', 'vpc-1', page]),
    );
  });

  it('end where a page brings nothing new', async () => {
    const client = fakeClient(() => ({ VSwitches: [{ VSwitchId: 'vsw-1', ZoneId: 'a' }], TotalCount: 99 }));
    assert.equal((await listVSwitches(client, { region: 'r', vpcId: 'v' })).length, 1);
    assert.equal(client.calls.length, 2);
  });
});

describe('vSwitches that the VPC product may not be asked for', () => {
  const forbidden = (words: string) =>
    new CloudError({ kind: 'permission', code: 'Forbidden.RAM', explanation: text(words) });
  const vpc = { region: 'cn-hangzhou', vpcId: 'vpc-1' };

  it('are listed by PolarDB, by its own names, page by page', async () => {
    const all = Array.from({ length: 60 }, (_, n) => ({
      VSwitchId: `vsw-${n}`,
      VSwitchName: `name-${n}`,
      IzNo: 'cn-hangzhou-j',
      CidrBlock: '10.0.0.0/24',
      AvailableIpAddressCount: n,
    }));
    const client = fakeClient(({ product, parameters }) => {
      if (product === 'vpc') throw forbidden('VPC');
      const start = (Number(parameters['PageNumber']) - 1) * 50;
      return { VSwitchs: all.slice(start, start + 50), TotalCount: 60 };
    });
    const found = await listVSwitches(client, vpc);
    assert.equal(found.length, 60);
    assert.deepEqual(found[59], {
      id: 'vsw-59',
      name: 'name-59',
      zone: 'cn-hangzhou-j',
      cidr: '10.0.0.0/24',
      free: 59,
    });
    assert.deepEqual(client.calls.at(-1), {
      cloud: 'alibaba',
      product: 'polardb',
      action: 'DescribeVSwitches',
      region: 'cn-hangzhou',
      parameters: { RegionId: 'cn-hangzhou', VpcId: 'vpc-1', PageNumber: 2, PageSize: 50 },
    });
  });

  it('are not asked of PolarDB for any other error', async () => {
    const client = fakeClient(() => {
      throw new CloudError({ kind: 'server', explanation: text('It broke') });
    });
    await assert.rejects(listVSwitches(client, vpc), /It broke/);
    assert.equal(client.calls.length, 1);
  });

  it('say what VPC said where PolarDB may not be asked either, and what PolarDB said where it fails', async () => {
    const bothForbidden = fakeClient(({ product }) => {
      throw forbidden(product);
    });
    await assert.rejects(listVSwitches(bothForbidden, vpc), /vpc/);
    const broken = fakeClient(({ product }) => {
      throw product === 'vpc'
        ? forbidden('vpc')
        : new CloudError({ kind: 'server', explanation: text('It broke') });
    });
    await assert.rejects(listVSwitches(broken, vpc), /It broke/);
  });
});

describe('scheduled tasks', () => {
  const info = (TaskId: string, more: object = {}) => ({
    TaskId,
    Action: 'ModifyDBClusterPrimaryZone',
    Status: 'pending',
    DBClusterId: 'pc-1',
    PlannedStartTime: '2026-11-22T18:00:00Z',
    PlannedEndTime: '2026-11-22T18:30:00Z',
    TaskCancel: true,
    ...more,
  });

  it('come with their times in milliseconds, and never those of another cluster', async () => {
    const client = fakeClient(() => ({
      Data: {
        TimerInfos: [info('a'), info('b', { DBClusterId: 'pc-2' }), { TaskId: 'c' }],
        TotalRecordCount: 3,
      },
    }));
    assert.deepEqual(await readScheduledTasks(client, address), [
      {
        id: 'a',
        action: 'ModifyDBClusterPrimaryZone',
        status: 'pending',
        earliest: Date.UTC(2026, 10, 22, 18),
        latest: Date.UTC(2026, 10, 22, 18, 30),
        cancellable: true,
      },
      { id: 'c', action: '', status: '' },
    ]);
  });

  it('are read page by page', async () => {
    const client = fakeClient(({ parameters }) => ({
      Data: { TimerInfos: [info(`task-${JSON.stringify(parameters['PageNumber'])}`)], TotalRecordCount: 3 },
    }));
    assert.equal((await readScheduledTasks(client, address)).length, 3);
    assert.equal(client.calls[0]?.parameters['PageSize'], 100);
  });

  it('are open until they are known to be over, and changeable only before they start', () => {
    const phases = ['pending', 'executing', 'failure', 'finish', 'cancel', 'expired', 'rollback', 'new'].map(
      (status) => {
        const task = { id: 'a', action: 'x', status };
        return [status, taskPhase(task), isOpenTask(task), isChangeable(task)];
      },
    );
    assert.deepEqual(phases, [
      ['pending', 'waiting', true, true],
      ['executing', 'running', true, false],
      ['failure', 'failed', false, false],
      ['finish', 'done', false, false],
      ['cancel', 'cancelled', false, false],
      ['expired', 'failed', false, false],
      ['rollback', 'failed', false, false],
      ['new', 'running', true, false],
    ]);
    assert.equal(isChangeable({ id: 'a', action: 'x', status: 'pending', cancellable: false }), false);
  });
});
