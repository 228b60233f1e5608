import assert from 'node:assert/strict';
import { CloudError } from '../../../../src/clouds/cloudError';
import type { CloudCall, CloudClient, Outcome, RequestView } from '../../../../src/clouds/cloudClient';
import { VirtualClock } from '../../support/virtualClock';
import { withProjects } from '../../../../src/clouds/huawei/projects';

const call = (region: string, more: Partial<CloudCall> = {}): CloudCall =>
  ({
    cloud: 'huawei',
    product: 'rds',
    action: 'ListInstances',
    region,
    parameters: { limit: 100 },
    ...more,
  }) as CloudCall;
const project = (id: string, name: string) => ({ id, name, domain_id: 'd', enabled: true });
const accepted: Outcome = { kind: 'accepted', body: {}, attempts: [] };
const error = new CloudError({ kind: 'tooLate', explanation: { text: 'too late' } });

function setUp(projects: readonly unknown[] | ((call: CloudCall) => Promise<unknown>)) {
  const reads: CloudCall[] = [];
  const writes: CloudCall[] = [];
  const clock = new VirtualClock();
  const inner: CloudClient = {
    async read(each) {
      reads.push(each);
      if (each.product !== 'iam') return {};
      return typeof projects === 'function' ? projects(each) : { projects };
    },
    write: async (each, { mayStillSend } = {}) => {
      if (!(await mayStillSend?.())) return { ...accepted, kind: 'notSent', error };
      writes.push(each);
      return accepted;
    },
    view: (each) =>
      ({ method: 'GET', host: '', version: '', headers: {}, ...each }) as unknown as RequestView,
  };
  const calls = (list: readonly CloudCall[]) =>
    list.map(({ product, region, parameters }) => [product, region, parameters]);
  return {
    client: withProjects(inner, clock),
    clock,
    reads: () => calls(reads),
    writes: () => calls(writes),
  };
}

describe('projects of Huawei Cloud', () => {
  it('are looked up once by their exact name, in the region that it begins with', async () => {
    const { client, reads } = setUp([project('p0', 'cn-north-4'), project('p1', 'cn-north-4_payments')]);
    await Promise.all([client.read(call('cn-north-4_payments')), client.read(call('cn-north-4_payments'))]);
    await client.read(call('cn-north-4_payments'));
    const own = ['rds', 'cn-north-4', { project_id: 'p1', limit: 100 }];
    assert.deepEqual(reads(), [['iam', 'cn-north-4', { name: 'cn-north-4_payments' }], own, own, own]);
  });

  for (const [what, found, message] of [
    ['none', [project('p1', 'cn-north-4_payments')], /no project called cn-north-4,/],
    ['a disabled one', [{ ...project('p0', 'cn-north-4'), enabled: false }], /no project called/],
    ['two', [project('p0', 'cn-north-4'), project('p1', 'cn-north-4')], /2 projects called cn-north-4/],
  ] as const)
    it(`where there is ${what}, nothing is sent and nothing created`, async () => {
      const { client, reads, writes } = setUp(found);
      await assert.rejects(
        client.read(call('cn-north-4')),
        (error) => error instanceof CloudError && error.code === 'NoProject' && message.test(error.message),
      );
      const outcome = await client.write(call('cn-north-4'));
      assert.equal(outcome.kind, 'notSent');
      assert.deepEqual(writes(), []);
      assert.ok(reads().every(([product]) => product === 'iam'));
    });

  it('are those of the user where the account’s may not be listed', async () => {
    const denied = new CloudError({ kind: 'permission', code: '403', explanation: { text: 'denied' } });
    const asked: string[] = [];
    const { client, reads } = setUp(({ action }) => {
      asked.push(action);
      return action === 'KeystoneListProjects'
        ? Promise.reject(denied)
        : Promise.resolve({ projects: [project('p0', 'cn-north-4'), project('p1', 'cn-south-1')] });
    });
    await client.read(call('cn-north-4'));
    assert.deepEqual(asked, ['KeystoneListProjects', 'KeystoneListAuthProjects']);
    assert.deepEqual(reads().at(-1), ['rds', 'cn-north-4', { project_id: 'p0', limit: 100 }]);
  });

  it('say which permission is missing where neither is allowed, and ask no second time where the address is denied', async () => {
    for (const [code, calls] of [
      ['403', 2],
      ['APIGW.0402', 1],
    ] as const) {
      const asked: string[] = [];
      const { client } = setUp(({ action }) => {
        asked.push(action);
        return Promise.reject(new CloudError({ kind: 'permission', code, explanation: { text: action } }));
      });
      await assert.rejects(client.read(call('cn-north-4')), /KeystoneListProjects/);
      assert.equal(asked.length, calls);
    }
  });

  it('are asked for again after a failure', async () => {
    let fails = true;
    const { client, writes } = setUp(async () => {
      await Promise.resolve();
      if (fails) throw new CloudError({ kind: 'network', explanation: { text: 'down', args: {} } });
      return { projects: [project('p0', 'cn-north-4')] };
    });
    assert.equal((await client.write(call('cn-north-4'))).kind, 'notSent');
    fails = false;
    assert.equal((await client.write(call('cn-north-4'))).kind, 'accepted');
    assert.deepEqual(writes(), [['rds', 'cn-north-4', { project_id: 'p0', limit: 100 }]]);
  });

  it('may take no longer than a write may wait: nothing is sent later than a minute after it was asked for', async () => {
    for (const [seconds, kind] of [
      [59, 'accepted'],
      [60, 'notSent'],
    ] as const) {
      const slow = setUp(async () => {
        await slow.clock.sleep(seconds * 1000);
        return { projects: [project('p0', 'cn-north-4')] };
      });
      const outcome = await slow.clock.run(slow.client.write(call('cn-north-4')));
      assert.equal(outcome.kind, kind);
    }
  });

  it('still ask whoever sends whether it may', async () => {
    const { client, writes } = setUp([project('p0', 'cn-north-4')]);
    const mayStillSend = () => Promise.resolve(false);
    assert.equal((await client.write(call('cn-north-4'), { mayStillSend })).kind, 'notSent');
    assert.deepEqual(writes(), []);
  });

  it('hold nobody who leaves, and go on for the others', async () => {
    let answer = (): void => undefined;
    const { client } = setUp(
      () =>
        new Promise((resolve) => {
          answer = () => {
            resolve({ projects: [project('p0', 'cn-north-4')] });
          };
        }),
    );
    const stop = new AbortController();
    const left = client.read(call('cn-north-4'), stop.signal);
    const stays = client.read(call('cn-north-4'));
    stop.abort();
    await assert.rejects(left, (error) => error instanceof CloudError && error.kind === 'cancelled');
    answer();
    assert.deepEqual(await stays, {});
  });

  it('stand in the request that people see once they are known', async () => {
    const { client } = setUp([project('p0', 'cn-north-4')]);
    const shown = () => (client.view(call('cn-north-4')) as unknown as CloudCall).parameters['project_id'];
    assert.equal(shown(), '{project_id}');
    await client.read(call('cn-north-4'));
    assert.equal(shown(), 'p0');
  });
});
