import assert from 'node:assert/strict';
import { ResourceFilter } from '../../../src/explorer/resourceFilter';
import { readerOf } from '../../../src/inventory/readers';
import { aCluster } from '../support/clusters';
import { aHuaweiInstance } from '../support/huaweiInstances';

describe('the filter of the tree', () => {
  const polardb = readerOf('polardb');
  const orders = aCluster({
    id: 'pc-1',
    name: 'Orders',
    region: 'cn-hangzhou',
    status: 'Running',
    tags: [{ key: 'env', value: 'Prod' }],
  });
  const shows = (text: string, resource = orders) => {
    const filter = new ResourceFilter();
    filter.set(text);
    return filter.shows(polardb, resource);
  };

  for (const text of ['', '  ', 'orders', 'PC-1', 'rder', 'env=prod', 'running', 'hangzhou', 'orders prod'])
    it(`shows a cluster for ${JSON.stringify(text)}`, () => assert.ok(shows(text)));
  for (const text of ['orders dev', 'pc-2', 'beijing', '.*'])
    it(`hides it for ${JSON.stringify(text)}`, () => assert.ok(!shows(text)));

  it('searches resources without tags, too', () => {
    const filter = new ResourceFilter();
    const instance = aHuaweiInstance({ name: 'members' });
    filter.set('members');
    assert.ok(filter.shows(readerOf('rds'), instance));
    filter.set('env=prod');
    assert.ok(!filter.shows(readerOf('rds'), instance));
  });

  it('says whether anything else may be shown now, and keeps what was typed', () => {
    const filter = new ResourceFilter();
    assert.equal(filter.set('  '), false);
    assert.equal(filter.set(' Env=Prod '), true);
    assert.deepEqual([filter.text, filter.isOn], ['Env=Prod', true]);
    assert.equal(filter.set('env=prod'), false);
    assert.equal(filter.set(''), true);
    assert.equal(filter.isOn, false);
  });
});
