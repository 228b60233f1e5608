import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { resourceKey } from '../../../src/flow/recentResources';
import { ResourceSource } from '../../../src/flow/resourceSource';
import type { Estate, RegionLoad } from '../../../src/inventory/estate';
import { readerOf } from '../../../src/inventory/readers';
import { aCluster } from '../support/clusters';
import { bench, place, profile, settle } from './flowBench';

/** An estate whose regions a test moves on. */
function fakeEstate(regions: RegionLoad[]) {
  const listeners = new Set<() => void>();
  const refreshed: (string | undefined)[] = [];
  const state = { loads: 0 };
  const estate: Estate = {
    onDidChange: (listener) => {
      const tell = () => listener({});
      listeners.add(tell);
      return { dispose: () => listeners.delete(tell) };
    },
    regions: () => regions,
    load: () => state.loads++,
    refresh: (region) => {
      refreshed.push(region);
      return Promise.resolve();
    },
    resource: () => undefined,
    detail: () => undefined,
    stale: () => undefined,
    refreshResource: () => Promise.resolve(),
    put: () => undefined,
    dispose: () => undefined,
  };
  const become = (next: RegionLoad[]) => {
    regions.splice(0, regions.length, ...next);
    for (const tell of listeners) tell();
  };
  return { estate, become, refreshed, state, listeners };
}

/** Until a burst of answers is shown. */
const told = () => new Promise((resolve) => setTimeout(resolve, 300));

const loading = (region: string): RegionLoad => ({ region, state: 'loading', resources: [] });
const loaded = (region: string, ...ids: string[]): RegionLoad => ({
  region,
  state: 'loaded',
  resources: ids.map((id) => aCluster({ id, name: id, region })),
});

describe('the cluster picker', () => {
  it('comes up where an operation is started on something that it is not for', async () => {
    const t = bench([profile()], fakeEstate([loaded('cn-hangzhou', 'pc-a')]).estate);
    const { id, region, name } = place.target;
    void t.flow.start(t.operation, {
      profileId: 'profile-1',
      target: { kind: 'rds.instance', id, region, name },
    });
    await settle();
    assert.equal(t.state.reads, 0);
    assert.deepEqual(t.box().labels(), ['Prod', '$(database) pc-a']);
  });

  it('fills while regions answer: a slow one does not hold up a fast one', async () => {
    const e = fakeEstate([loading('cn-hangzhou'), loading('cn-beijing')]);
    const t = bench([profile({ regions: ['cn-hangzhou', 'cn-beijing'] })], e.estate);
    const done = t.flow.start(t.operation);
    await settle();
    assert.equal(e.state.loads, 1);
    assert.equal(t.box().busy, true);
    assert.deepEqual(t.box().labels(), []);
    e.become([loading('cn-hangzhou'), loaded('cn-beijing', 'pc-b')]);
    await told();
    assert.deepEqual(t.box().labels(), ['Prod', '$(database) pc-b']);
    assert.equal(t.box().items[1]?.description, 'cn-beijing · MySQL 8.0 · Running · cn-hangzhou-i');
    assert.equal(t.box().busy, true);
    e.become([loaded('cn-hangzhou', 'pc-a'), loaded('cn-beijing', 'pc-b')]);
    await told();
    assert.equal(t.box().busy, false);
    assert.equal(t.box().labels().length, 3);
    t.box().hide();
    await done;
    assert.equal(e.listeners.size, 0, 'it stops listening');
  });

  it('leads on with the picked cluster', async () => {
    const e = fakeEstate([loaded('cn-hangzhou', 'pc-bp1test')]);
    const t = bench([profile()], e.estate);
    void t.flow.start(t.operation);
    await settle();
    await t.choose('pc-bp1test');
    assert.match(t.box().title ?? '', /Switch Primary: pc-bp1test: Target node/);
  });

  it('has what was last worked on first, once, and the last of it at the top', async () => {
    const e = fakeEstate([loading('cn-hangzhou'), loaded('cn-beijing', 'pc-b', 'pc-c', 'pc-d')]);
    const t = bench([profile({ regions: ['cn-hangzhou', 'cn-beijing'] })], e.estate);
    const at = (id: string, region: string) => ({
      profileId: 'profile-1',
      product: 'polardb' as const,
      region,
      id,
    });
    t.state.recent = [at('pc-a', 'cn-hangzhou'), at('pc-c', 'cn-beijing'), at('gone', 'cn-beijing')].map(
      resourceKey,
    );
    void t.flow.start(t.operation);
    await settle();
    const rows = () =>
      t
        .box()
        .labels()
        .map((label) => label.replace('$(database) ', ''));
    assert.deepEqual(rows(), ['Recent', 'pc-c', 'Prod', 'pc-b', 'pc-d']);
    e.become([loaded('cn-hangzhou', 'pc-a'), loaded('cn-beijing', 'pc-b', 'pc-c', 'pc-d')]);
    await told();
    assert.deepEqual(rows(), ['Recent', 'pc-a', 'pc-c', 'Prod', 'pc-b', 'pc-d']);
    await t.choose('pc-d');
    assert.equal(t.state.recent[0], resourceKey(at('pc-d', 'cn-beijing')));
  });

  it('says of which profile a recent one is where there are several', () => {
    const source = (name: string, ids: string[]) => ({
      profile: profile({ id: name, name }),
      reader: readerOf('polardb'),
      estate: fakeEstate([loaded('cn-hangzhou', ...ids)]).estate,
      tryAgain: () => undefined,
    });
    const recent = ['stage', 'live'].map((profileId) =>
      resourceKey({ profileId, product: 'polardb', region: 'cn-hangzhou', id: 'pc-a' }),
    );
    const [, first, second] = new ResourceSource(
      [source('live', ['pc-a']), source('stage', ['pc-a'])],
      plain,
      { recent, now: Date.now },
    ).entries();
    const said = [first, second].map(
      (entry) => entry && 'value' in entry && entry.description?.split(' · ')[0],
    );
    assert.deepEqual(said, ['stage', 'live']);
  });

  it('says as of when it was read what is being read again, and asks the cloud before anything is sent', async () => {
    const e = fakeEstate([{ ...loaded('cn-hangzhou', 'pc-a', 'pc-b'), state: 'loading' }]);
    const t = bench([profile()], {
      ...e.estate,
      stale: ({ id }) => (id === 'pc-a' ? { readAt: Date.UTC(2020, 0, 15, 12) } : undefined),
    });
    void t.flow.start(t.operation);
    await settle();
    assert.ok(t.box().busy);
    const said = () => t.box().items.map(({ description }) => /^as of 2020-01-1[56]/.test(description ?? ''));
    assert.deepEqual(said(), [false, true, false]);
    const details = t.box().items.flatMap(({ detail }) => detail ?? []);
    assert.deepEqual(details, ['pc-a · being read again', 'pc-b']);
    assert.equal(t.state.reads, 0);
    await t.choose('pc-a');
    assert.equal(t.state.reads, 1);
  });

  it('shows tags only where they are to be found by them', () => {
    const e = fakeEstate([loaded('cn-hangzhou', 'pc-a')]);
    const [load] = e.estate.regions();
    Object.assign(load!.resources[0]!, { tags: [{ key: 'env', value: 'dev' }] });
    const sources = [
      { profile: profile(), reader: readerOf('polardb'), estate: e.estate, tryAgain: () => undefined },
    ];
    const details = (showsTags = false) =>
      new ResourceSource(sources, plain, { recent: [], showsTags, now: Date.now })
        .entries()
        .flatMap((entry) => ('value' in entry ? [entry.detail] : []));
    assert.deepEqual([details(), details(true)], [['pc-a'], ['pc-a · env=dev']]);
  });

  it('names the regions that fail, why, and tries them again', async () => {
    const error = new CloudError({ kind: 'network', explanation: text('The host did not answer.') });
    const e = fakeEstate([
      loaded('cn-hangzhou', 'pc-a'),
      { region: 'cn-beijing', state: 'failed', resources: [], error },
    ]);
    const t = bench([profile()], e.estate);
    void t.flow.start(t.operation);
    await settle();
    assert.deepEqual(t.box().labels().slice(2), ['Could not be read', '$(warning) Retry cn-beijing of Prod']);
    assert.equal(t.box().items[3]?.detail, 'The host did not answer.');
    await t.choose('Retry');
    assert.deepEqual(t.state.triedAgain, ['profile-1'], 'keys that were not accepted too');
    assert.deepEqual(e.refreshed, ['cn-beijing']);
    assert.equal(t.box().disposed, false);
  });

  it('says once what all regions fail for, and tries them together', async () => {
    const error = new CloudError({ kind: 'network', code: 'ENOTFOUND', explanation: text('No network.') });
    const regions = ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'];
    const e = fakeEstate(regions.map((region) => ({ region, state: 'failed', resources: [], error })));
    const t = bench([profile()], e.estate);
    void t.flow.start(t.operation);
    await settle();
    assert.deepEqual(t.box().labels(), ['Could not be read', '$(warning) Retry 3 regions of Prod']);
    await t.choose('Retry');
    assert.deepEqual(e.refreshed, regions);
  });

  it('says that an account is empty, once that is known', async () => {
    const e = fakeEstate([loading('cn-hangzhou')]);
    const t = bench([profile()], e.estate);
    void t.flow.start(t.operation);
    await settle();
    assert.deepEqual(t.box().labels(), []);
    e.become([loaded('cn-hangzhou')]);
    await told();
    assert.deepEqual(t.box().labels(), ['$(info) There are no PolarDB clusters here']);
    assert.match(t.box().items[0]?.detail ?? '', /Looked in cn-hangzhou/);
  });

  it('offers to add a profile where there is none', async () => {
    const t = bench([]);
    t.state.presses = ['Add Cloud Profile'];
    await t.flow.start(t.operation);
    assert.equal(t.state.addsProfile, 1);
    assert.equal(t.kit.boxes.length, 0);
  });
});
