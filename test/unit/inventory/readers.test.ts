import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import { explainError } from '../../../src/flow/explainError';
import { goneOf } from '../../../src/inventory/readers';
import type { Target } from '../../../src/inventory/target';
import { onAccount, onCluster } from '../support/accounts';

describe('what the cloud says is gone', () => {
  const answer = (code: string) =>
    new CloudError({ kind: 'refused', code, explanation: text('The cloud answered {code}', { code }) });
  const backend: Target = {
    kind: 'selectdb.cluster',
    region: 'cn-hangzhou',
    id: 'clu-1',
    name: 'shop-a',
    within: { id: 'selectdb-1', name: 'shop' },
  };
  for (const [what, target, code, gone] of [
    ['a cluster', onCluster, 'InvalidDBClusterId.NotFound', 'edge-shop'],
    ['the cluster of an account, not the account', onAccount, 'InvalidDBClusterId.NotFound', 'edge-shop'],
    ['the instance of a cluster', backend, 'InvalidDBInstanceId.NotFound', 'shop'],
    ['a cluster of an instance', backend, 'InvalidClusterName.NotFound', 'shop-a'],
    ['nothing', onAccount, 'InvalidAccountName.NotFound', undefined],
  ] as const)
    it(`is ${what} (${code})`, () => assert.equal(goneOf(target, answer(code))?.name, gone));

  it('is said with its own name and id', () =>
    assert.match(
      explainError(answer('InvalidDBClusterId.NotFound'), onAccount, plain).what,
      /^edge-shop \(pc-edge\) is not in ap-southeast-1 any more/,
    ));
});
