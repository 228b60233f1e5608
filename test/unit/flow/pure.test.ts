import assert from 'node:assert/strict';
import { isResourceId } from '../../../src/flow/idConfirmation';
import { requestText } from '../../../src/flow/requestText';
import { review, worseChecks } from '../../../src/flow/reviewRows';
import { sameRequest } from '../../../src/flow/sameRequest';
import { wrapWords } from '../../../src/flow/wrapWords';
import { text } from '../../../src/clouds/text';
import { switchRole } from '../../../src/operations/switchRole';
import { plain } from '../../../src/clouds/text';
import { aCluster, liveOf, node } from '../support/clusters';
import { aRun } from '../support/runs';

const target = { kind: 'polardb.cluster', region: 'cn-hangzhou', id: 'pc-bp1test', name: 'orders' } as const;
const form = { zoneType: 'Primary', targetNode: 'pi-r2', rollBack: false };

describe('isResourceId', () => {
  it('wants the id exactly, blanks around it aside', () => {
    assert.ok(isResourceId('pc-bp1test', 'pc-bp1test'));
    assert.ok(isResourceId('  pc-bp1test\n', 'pc-bp1test'));
    for (const typed of ['', 'pc-bp1tes', 'pc-bp1testx', 'PC-BP1TEST', 'orders', 'pc-bp1 test', 'рc-bp1test'])
      assert.ok(!isResourceId(typed, 'pc-bp1test'), typed);
    assert.ok(!isResourceId('', ''));
  });
});

describe('sameRequest', () => {
  const operation = { id: 'polardb.switchRole', secrets: ['password'] };
  it('finds the run that still sends the very same', () => {
    const run = aRun();
    const reordered = { rollBack: false, targetNode: 'pi-r2', zoneType: 'Primary', password: 'x' };
    assert.equal(sameRequest([run], operation, target, reordered), run);
  });
  it('does not take another request for it', () => {
    const others = [
      aRun({ state: 'settling' }),
      aRun({ operation: 'polardb.other' }),
      aRun({ target: { ...target, id: 'pc-other' } }),
      aRun({ target: { ...target, region: 'cn-beijing' } }),
      aRun({ form: { ...form, targetNode: null } }),
    ];
    assert.equal(sameRequest(others, operation, target, form), undefined);
  });
});

describe('wrapWords', () => {
  it('breaks at blanks and loses nothing', () => {
    const sentence = 'Connections to a.example:3306 drop once or twice, for about 30 s.';
    const lines = wrapWords(sentence, 20);
    assert.ok(lines.every((line) => line.length <= 20));
    assert.equal(lines.join(' '), sentence);
  });
  it('breaks where the sentence has a mark or an arrow, unless the line would be short', () => {
    assert.deepEqual(wrapWords('Writer: pi-a in cn-hangzhou-i → pi-b in cn-hangzhou-j', 34), [
      'Writer: pi-a in cn-hangzhou-i',
      '→ pi-b in cn-hangzhou-j',
    ]);
    assert.deepEqual(wrapWords('Connections drop once or twice, about thirty seconds each.', 50), [
      'Connections drop once or twice,',
      'about thirty seconds each.',
    ]);
    assert.deepEqual(wrapWords('No: a mark this early is no place to break', 20), [
      'No: a mark this',
      'early is no place to',
      'break',
    ]);
  });
  it('keeps a long word whole, and breaks Chinese anywhere', () => {
    assert.deepEqual(wrapWords('a bbbbbbbbbbbb c', 5), ['a', 'bbbbbbbbbbbb', 'c']);
    assert.deepEqual(wrapWords('主节点将切换', 6), ['主节点', '将切换']);
    assert.deepEqual(wrapWords('', 6), []);
  });
});

describe('review', () => {
  const rows = (live: unknown, more: Partial<Parameters<typeof review>[0]> = {}) =>
    review(
      {
        operation: switchRole,
        profile: { name: 'Prod', safety: 'normal' },
        target,
        form,
        live,
        now: Date.UTC(2026, 0, 1),
        changed: [],
        changeTicket: '',
        ...more,
      },
      plain,
    );
  const headings = (shown: ReturnType<typeof review>) => shown.groups.map(({ heading }) => heading);
  const group = (shown: ReturnType<typeof review>, name: string) =>
    shown.groups.find(({ heading }) => heading === name)?.rows ?? [];

  it('shows actions in view, then target, effect, values and checks, with Send ready', () => {
    const shown = rows(liveOf(aCluster()));
    assert.deepEqual(headings(shown), ['Actions', 'Target', 'Effect', 'Values', 'Checks met']);
    assert.equal(shown.active, 'send');
    assert.equal(group(shown, 'Actions')[0]?.label, 'Send…');
    assert.match(group(shown, 'Checks met')[0]?.description ?? '', /^Met · /);
  });

  it('says Send Anyway and points at the check that is not met', () => {
    const shown = rows(liveOf(aCluster({ status: 'ClassChanging' })));
    assert.equal(group(shown, 'Actions')[0]?.label, 'Send Anyway…');
    assert.match(shown.active, /^check:/);
    assert.equal(headings(shown)[1], 'Checks not met');
    const unmet = group(shown, 'Checks not met').find(({ key }) => key === shown.active);
    assert.equal(unmet?.description, 'Not met');
    assert.equal(unmet.detail, 'Status: ClassChanging');
    assert.equal(unmet.deed.kind, 'say');
  });

  it('does not say of a check that nobody could make that it is not met', () => {
    const why = text('The log could not be read');
    const live = { ...liveOf(aCluster({ status: 'ClassChanging' })), switches: { known: false, why } };
    const shown = rows(live);
    assert.deepEqual(headings(shown).slice(1, 3), ['Checks not met', 'Checks not known']);
    const unknown = group(shown, 'Checks not known');
    assert.equal(unknown[0]?.description, 'Unknown');
    assert.ok(!group(shown, 'Checks not met').some(({ description }) => description === 'Unknown'));
    const alone = rows({ ...liveOf(aCluster()), switches: { known: false, why } });
    assert.equal(headings(alone)[1], 'Checks not known');
    assert.equal(alone.active, 'send');
  });

  it('offers no sending of a form that breaks a rule, and leads to the field', () => {
    const shown = rows(liveOf(aCluster({ nodes: [node('pi-w', { role: 'Writer' }), node('pi-r1')] })));
    assert.deepEqual(headings(shown), ['Actions', 'To be put right', 'Target']);
    assert.deepEqual(group(shown, 'To be put right')[0]?.deed, { kind: 'edit', field: 'targetNode' });
    assert.ok(!group(shown, 'Actions').some(({ deed }) => deed.kind === 'send'));
  });

  it('puts what changed right below the actions, in focus', () => {
    const shown = rows(liveOf(aCluster()), { changed: [text('Writer: a → b')] });
    assert.equal(headings(shown)[1], 'Changed since you looked');
    assert.equal(shown.active, 'changed0');
  });

  it('marks a production profile in words', () => {
    const shown = rows(liveOf(aCluster()), { profile: { name: 'Prod', safety: 'production' } });
    assert.equal(group(shown, 'Target')[1]?.description, 'Cloud profile for production');
  });

  it('lets a value be changed at its step, unless it is known', () => {
    const values = group(rows(liveOf(aCluster())), 'Values');
    assert.deepEqual(
      values.map(({ deed }) => deed.kind),
      ['edit', 'say', 'say'],
    );
  });

  it('cuts no row in a narrow window: what is longer goes below, whole', () => {
    const name = 'a cluster with a name as long as names may be, which is long';
    const sentence = 'One two three four five six seven eight nine ten, '.repeat(5).trim();
    const shown = rows(liveOf(aCluster()), { target: { ...target, name }, changed: [text(sentence)] });
    assert.equal(group(shown, 'Target')[0]?.detail, 'pc-bp1test · cn-hangzhou');
    const changed = group(shown, 'Changed since you looked');
    assert.equal(
      changed.flatMap(({ label, detail }) => (detail ? [label, detail] : [label])).join(' '),
      sentence,
    );
    for (const { label, description, detail } of shown.groups.flatMap((each) => each.rows))
      if (label !== name) {
        assert.ok(label.length + (description === undefined ? 0 : description.length + 1) <= 50, label);
        assert.ok((detail ?? '').length <= 60, detail);
      }
  });

  it('has keys that tell its rows apart', () => {
    const keys = rows(liveOf(aCluster()), {
      changed: [text('x'.repeat(20) + ' y'.repeat(300))],
    }).groups.flatMap((each) => each.rows.map(({ key }) => key));
    assert.equal(new Set(keys).size, keys.length);
  });
});

describe('worseChecks', () => {
  const check = (id: string, state: 'met' | 'notMet' | 'unknown') => ({
    id,
    state,
    title: text(id),
    fact: text(`${id} is ${state}`),
  });
  it('tells what turned worse, and only that', () => {
    const seen = [check('a', 'met'), check('b', 'met'), check('c', 'notMet'), check('d', 'unknown')];
    const now = [check('a', 'notMet'), check('b', 'unknown'), check('c', 'met'), check('d', 'unknown')];
    assert.deepEqual(worseChecks(seen, now).map(plain), ['a is notMet', 'b is unknown']);
  });
});

describe('requestText', () => {
  it('shows the request without its token, and the command', () => {
    const shown = requestText(
      { product: 'polardb', tokenParameter: 'ClientToken' },
      {
        method: 'POST',
        host: 'polardb.aliyuncs.com',
        action: 'FailoverDBCluster',
        version: '2017-08-01',
        region: 'cn-hangzhou',
        headers: { authorization: '******' },
        parameters: { DBClusterId: 'pc-1', ClientToken: 'tok-1' },
      },
      plain,
    );
    assert.match(
      shown,
      /^POST https:\/\/polardb\.aliyuncs\.com\/\nFailoverDBCluster, 2017-08-01, cn-hangzhou\n/,
    );
    assert.match(shown, / {2}ClientToken = \(made anew for each run\)/);
    assert.match(shown, /aliyun polardb FailoverDBCluster --region cn-hangzhou --DBClusterId pc-1\n/);
    assert.ok(!shown.includes('tok-1'));
  });

  it('says that a secret is masked, and gives a command that never sends the mask', () => {
    const shown = requestText(
      { product: 'polardb' },
      { ...aRun().request, action: 'CreateAccount', parameters: { AccountPassword: '******' } },
      plain,
    );
    assert.match(shown, /AccountPassword = \*{6} \(secret, masked\)/);
    assert.match(shown, /--AccountPassword "\$\{ACCOUNT_PASSWORD:\?\}"/);
    assert.match(shown, /stops where one is not set/);
  });
});
