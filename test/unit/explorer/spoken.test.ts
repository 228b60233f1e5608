import assert from 'node:assert/strict';
import { CloudError } from '../../../src/clouds/cloudError';
import { plain, text } from '../../../src/clouds/text';
import type { ItemView } from '../../../src/explorer/itemView';
import {
  emptyView,
  keysProblemView,
  loadingView,
  regionsProblemView,
  resourceProblemView,
} from '../../../src/explorer/problemView';
import { profileView } from '../../../src/explorer/profileView';
import { pinnedView } from '../../../src/explorer/pinnedView';
import { polardbView } from '../../../src/explorer/polardbView';
import { aProfile } from '../profiles/aProfile';
import { aCluster } from '../support/clusters';
import { rows } from './allRows';

const error = new CloudError({ kind: 'server', code: 'InternalError', explanation: text('It broke.') });
const failed = (region: string) => ({ region, state: 'failed', resources: [], error }) as const;
const views: readonly ItemView[] = [
  ...rows.map(({ view }) => view),
  profileView(aProfile('a', { name: 'main' }), plain),
  profileView(aProfile('b', { name: 'prod', safety: 'production' }), plain, true),
  profileView(aProfile('c', { name: 'eyes', safety: 'read-only', sample: true }), plain),
  pinnedView(polardbView.resource(aCluster(), undefined, plain), plain),
  emptyView({ noun: 'cluster' }, plain),
  loadingView(plain),
  keysProblemView(error, plain),
  regionsProblemView([failed('a')], plain),
  regionsProblemView([failed('a'), failed('b')], plain),
  resourceProblemView({ state: 'failed', parts: {}, problems: {}, error }, undefined, polardbView, plain),
];

describe('what a screen reader says of a row in the tree', () => {
  it('has all that an eye reads there', () => {
    assert.ok(views.length > 80);
    const missing = views.flatMap(({ label, description = '', spoken }) => {
      const said = spoken.toLowerCase();
      return [label, ...description.split(' · ')]
        .filter((part) => !said.includes(part.toLowerCase()))
        .map((part) => `${part} in ${spoken}`);
    });
    assert.deepEqual([...new Set(missing)], []);
  });

  it('says what kind of thing it is, or more than its name', () => {
    const bare = views.filter(
      ({ label, spoken, contextValue }) => spoken === label && contextValue !== 'placeholder',
    );
    assert.deepEqual(
      bare.map(({ spoken, contextValue }) => `${contextValue}: ${spoken}`),
      [],
    );
  });
});
