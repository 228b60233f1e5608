import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import { selectdbView } from '../../../src/explorer/selectdbView';
import type { SelectdbInstance } from '../../../src/inventory/selectdbInstance';
import { selectdbReader } from '../../../src/inventory/selectdbReader';
import { anInstance, backend, bound, idOf, withClusters } from '../support/instances';

const members = (instance: SelectdbInstance) =>
  selectdbView
    .members(instance, undefined)
    .map((member) => ({ ...member, item: member.view(plain, undefined) }));
const itemOf = (instance: SelectdbInstance, name: string) =>
  members(instance).find(({ item }) => item.label === name)!.item;

describe('a SelectDB instance in the tree', () => {
  const view = (more: Partial<SelectdbInstance> = {}, say?: string) =>
    selectdbView.resource(
      anInstance(more),
      say === undefined ? undefined : { say, icon: 'sync~spin' },
      plain,
    );

  it('says only what is unusual, and its zones', () => {
    assert.equal(view().description, 'cn-hangzhou-i, cn-hangzhou-j');
    assert.equal(view().contextValue, 'selectdb.instance.active');
    assert.equal(view({ deployScheme: 'single_az' }).description, 'single zone · cn-hangzhou-i');
    const busy = view({ status: 'RESOURCE_CHANGING', locked: true });
    assert.equal(busy.description, 'RESOURCE_CHANGING · locked · cn-hangzhou-i, cn-hangzhou-j');
    assert.equal(busy.contextValue, 'selectdb.instance.busy.locked');
    assert.match(view({}, 'binding…').description ?? '', /^binding…/);
    assert.match(view({}, 'binding…').contextValue, /\.operating$/);
  });

  it('tells the rest in its tooltip, in plain text', () => {
    const tip = view({ name: '[x](command:y)\n$(bug)', tags: [{ key: 'env', value: 'prod' }] }).tooltip();
    assert.match(tip, /^\[x\]\(command:y\)/);
    for (const line of ['Deployment: multi_az', 'Clusters: 3', 'Tags: env=prod', 'Status: ACTIVATION'])
      assert.ok(tip.split('\n').includes(line), `${line} in ${tip}`);
  });

  it('shows bound pairs on both sides, whichever says so, and offers menus by it', () => {
    for (const instance of [
      bound(anInstance(), 'etl', 'dashboards'),
      withClusters(anInstance(), { etl: { boundTo: idOf('dashboards') } }),
    ]) {
      assert.match(itemOf(instance, 'etl').description ?? '', /^bound to dashboards · cn-hangzhou-i/);
      assert.match(itemOf(instance, 'dashboards').description ?? '', /^bound to etl · cn-hangzhou-j/);
      assert.equal(itemOf(instance, 'etl').contextValue, 'selectdb.cluster.backend.bound.active');
      assert.equal(itemOf(instance, 'adhoc').contextValue, 'selectdb.cluster.backend.unbound.active');
    }
  });

  it('starts operations on backends only, which stand first', () => {
    const virtual = {
      id: 'v',
      name: 'all',
      kind: 'virtual' as const,
      status: 'UPDATING',
      active: idOf('etl'),
    };
    const shown = members(anInstance({ clusters: [virtual, ...anInstance().clusters, backend('a')] }));
    assert.deepEqual(
      shown.map(({ item, target }) => [item.label, target?.kind]),
      [
        ['a', 'selectdb.cluster'],
        ['adhoc', 'selectdb.cluster'],
        ['dashboards', 'selectdb.cluster'],
        ['etl', 'selectdb.cluster'],
        ['all', undefined],
        ['selectdb-cn-warehouse-fe', undefined],
      ],
    );
    assert.equal(shown[4]?.item.description, 'UPDATING · virtual: etl, standby –');
  });

  it('is found by the console at its own page', () =>
    assert.match(selectdbView.consoleUrl({ region: 'cn-x', id: 'a/b' }), /cn-x\/instance\/a%2Fb$/));
});

describe('what SelectDB’s reader tells pickers and estate', () => {
  it('offers the backends with what tells them apart', () =>
    assert.deepEqual(
      selectdbReader
        .targets(bound(anInstance(), 'etl', 'dashboards'), {})
        .map(({ name, facts }) => [name, ...facts]),
      [
        ['etl', 'cn-hangzhou-i', 'ACTIVATION', '↔ dashboards'],
        ['adhoc', 'cn-hangzhou-i', 'ACTIVATION', ''],
        ['dashboards', 'cn-hangzhou-j', 'ACTIVATION', '↔ etl'],
      ],
    ));

  it('keeps what only an instance’s own call tells when a list is read after it', () => {
    const older = bound(anInstance(), 'etl', 'dashboards');
    const frontends = older.clusters.filter(({ kind }) => kind === 'frontend');
    const listed = { ...older, status: 'RESOURCE_CHANGING', clusters: frontends, detailed: false };
    const merged = selectdbReader.merge(older, listed);
    assert.equal(merged.status, 'RESOURCE_CHANGING');
    assert.deepEqual(merged.clusters, older.clusters);
    assert.ok(merged.detailed);
    assert.equal(
      selectdbReader.merge(older, anInstance()).clusters[0]?.boundTo,
      undefined,
      'a newer own reading wins',
    );
  });

  it('takes an instance out of what a run has watched, and nothing else', () => {
    const instance = anInstance();
    assert.deepEqual(selectdbReader.parse({ self: idOf('etl'), instance }), instance);
    assert.equal(selectdbReader.parse({ instance: { id: 'x' } }), undefined);
    assert.equal(selectdbReader.parse(undefined), undefined);
  });
});
