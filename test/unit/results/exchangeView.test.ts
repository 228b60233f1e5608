import assert from 'node:assert/strict';
import { MASK } from '../../../src/clouds/redact';
import { answersAsReceived, receivedView, requestAsSent, sentView } from '../../../src/results/exchangeView';
import { prettyJson, visible } from '../../../src/results/jsonText';
import type { TreeItem } from '../../../src/results/runViewShape';
import { valueTree } from '../../../src/results/valueTree';
import type { Run } from '../../../src/runs/run';
import { english, runWith, settledRun } from './exampleRun';

type Attempts = NonNullable<Run['outcome']>['attempts'];
const answered = (...answers: ({ text: string; length?: number } | undefined)[]): Run => {
  const attempts: Attempts = answers.map((answer, at) => ({ at, durationMs: 1, status: 200, answer }));
  return runWith({ outcome: { kind: 'accepted', attempts } });
};
const received = (run: Run) => receivedView(run, english) ?? assert.fail('no answer is shown');
const lines = (items: readonly TreeItem[]): number =>
  items.reduce((sum, { items: inside = [] }) => sum + 1 + lines(inside), 0);

describe('prettyJson', () => {
  it('lays out objects and lists, and leaves empty ones closed', () => {
    const value = { a: { b: [1, 'x', { c: null }], d: {}, e: [] }, 'f "g" {': ':,[' };
    assert.equal(prettyJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
    for (const small of ['null', '"a"', '[]', '{}', '[[]]', '7'])
      assert.equal(prettyJson(small), JSON.stringify(JSON.parse(small), null, 2));
  });
  it('keeps every digit of a number and every escape as received', () => {
    assert.equal(
      prettyJson('{"id":212345678901234567,"s":"\\u4f1a\\/"}'),
      '{\n  "id": 212345678901234567,\n  "s": "\\u4f1a\\/"\n}',
    );
  });
  it('leaves what is no JSON alone', () => {
    for (const text of ['<html>{a: 1}</html>', '', '{"a":', 'a, b']) assert.equal(prettyJson(text), text);
  });
});

describe('visible', () => {
  it('writes out what would hide or turn text, and keeps lines', () => {
    assert.equal(visible('a\u202eb\u0000c\u200bd\r\n\te'), 'a\\u202eb\\u0000c\\u200bd\n\te');
    assert.equal(visible('会员中心'), '会员中心');
  });
});

describe('valueTree', () => {
  const tree = (value: object, limits?: Parameters<typeof valueTree>[2]) => valueTree(value, english, limits);

  it('has a line a value, with words for what is inside', () => {
    assert.deepEqual(tree({ a: 1, b: { c: [true, null], d: {} }, e: '' }).items, [
      { name: 'a', value: '1' },
      {
        name: 'b',
        note: '2 fields',
        items: [
          {
            name: 'c',
            note: 'list of 2',
            items: [
              { name: '0', value: 'true' },
              { name: '1', value: 'null' },
            ],
          },
          { name: 'd', value: '{}' },
        ],
      },
      { name: 'e', value: '""' },
    ]);
  });
  it('says in words that a secret is masked', () => {
    assert.deepEqual(tree({ AccountPassword: MASK }).items, [
      { name: 'AccountPassword', value: MASK, note: 'secret, masked' },
    ]);
  });
  it('shows as many lines and characters as it may, and says what is left out one past that', () => {
    const limits = { lines: 3, entries: 3, characters: 5 };
    assert.deepEqual(tree({ a: '12345', b: '', c: '' }, limits).whole, true);
    const long = tree({ a: '123456', b: 1 }, limits);
    assert.deepEqual(long.items[0], { name: 'a', value: '1234…', note: 'cut; 6 characters' });
    assert.equal(long.whole, false);
    const many = tree([1, 2, 3, 4], limits);
    assert.deepEqual(many.items.at(-1), { name: '…', note: '1 more' });
    assert.equal(many.whole, false);
  });
  it('says that a number too large for its digits is about so much', () => {
    assert.equal(tree(JSON.parse('[212345678901234567]') as object).items[0]?.value, '≈ 212345678901234560');
    assert.equal(tree([9007199254740991]).items[0]?.value, '9007199254740991');
  });
  it('cannot be made to forge lines', () => {
    assert.deepEqual(tree({ 'a\nb': 'c\u202e\nd' }).items, [
      { name: 'a\\u000ab', value: 'c\\u202e\\u000ad' },
    ]);
  });
  it('stays small and quick for an answer of a megabyte, and for one that is nested without end', () => {
    const wide = Array.from({ length: 40_000 }, (_, index) => ({ id: `pi-${index}`, zone: 'cn-hangzhou-i' }));
    assert.ok(lines(tree({ nodes: wide }).items) < 2100);
    const deep = JSON.parse(`${'[1,'.repeat(5000)}0${']'.repeat(5000)}`) as object;
    assert.ok(lines(tree(deep).items) < 2100);
  });
});

describe('the request as sent', () => {
  it('has request line, host, headers and, in its place, every parameter', () => {
    const request = { ...settledRun.request, target: '/?DBClusterId=pc-1&TargetZoneType=Primary' };
    assert.equal(
      requestAsSent(request),
      [
        'POST /?DBClusterId=pc-1&TargetZoneType=Primary HTTP/1.1',
        'host: polardb.aliyuncs.com',
        'x-acs-action: FailoverDBCluster',
        'authorization: ******',
        '',
      ].join('\n'),
    );
  });
  it('has the body of a form', () => {
    const request = { ...settledRun.request, body: `AccountPassword=${MASK}&Action=CreateAccount` };
    assert.match(requestAsSent(request), /\n\nAccountPassword=\*{6}&Action=CreateAccount\n$/);
  });
  it('still has the parameters of a run that an earlier version journaled', () => {
    assert.match(requestAsSent(settledRun.request), /\n\nDBClusterId=pc-bp1s826a1up9k2x3v\n/);
  });
  it('is a tree of the same, with masked secrets called so', () => {
    const { tree, notes } = sentView(settledRun.request, english);
    assert.deepEqual(
      tree?.map(({ name }) => name),
      ['action', 'version', 'region', 'method', 'host', 'headers', 'parameters'],
    );
    const authorization = tree.find(({ name }) => name === 'headers')?.items?.[1];
    assert.deepEqual(authorization, { name: 'authorization', value: MASK, note: 'secret, masked' });
    assert.deepEqual(notes, ['Secrets are masked: ******']);
  });
});

describe('the answer as received', () => {
  it('is masked once more, whoever journaled it', () => {
    const { raw, tree } = received(
      answered({ text: '{"RequestId":"R","AccountPassword":"hunter2hunter2"}' }),
    );
    assert.ok(!raw.includes('hunter2') && !JSON.stringify(tree).includes('hunter2'));
    assert.ok(raw.includes('"RequestId": "R"'));
  });
  it('is raw text where it is no JSON', () => {
    const { raw, tree } = received(answered({ text: '<h1>Sign in</h1>' }));
    assert.equal(tree, undefined);
    assert.equal(raw, '<h1>Sign in</h1>');
  });
  it('says which attempt it answered, where a later one had no answer', () => {
    const shown = received(answered({ text: '{"Code":"InternalError"}' }, undefined));
    assert.match(shown.notes[0] ?? '', /attempt 1 of 2: the later ones had none/);
  });
  it('has those to every attempt in the text that opens', () => {
    const run = answered({ text: '{"Code":"Throttling"}' }, { text: '{"RequestId":"R"}' });
    assert.match(received(run).notes[0] ?? '', /Open as Text has those to all 2/);
    assert.match(
      answersAsReceived(run),
      /^# 1: HTTP 200\n\{\n {2}"Code": "Throttling"\n\}\n\n# 2: HTTP 200\n/,
    );
  });
  it('is cut at 50,000 characters, not before, and says so', () => {
    const page = (length: number) => received(answered({ text: 'x'.repeat(length) }));
    assert.deepEqual([page(50_000).raw.length, page(50_000).notes], [50_000, []]);
    assert.equal(page(50_001).raw.length, 50_001, 'the ellipsis');
    assert.match(page(50_001).notes[0] ?? '', /Open as Text/);
  });
  it('says how much of it was kept', () => {
    const [note] = received(answered({ text: 'abc', length: 1_048_576 })).notes;
    assert.equal(note, 'The answer had 1048576 characters; the first 3 were kept.');
  });
  it('is shown for runs that an earlier version journaled, and not where none came', () => {
    const old = runWith({
      outcome: { kind: 'accepted', attempts: [], body: { RequestId: 'R', Token: 'hunter2' } },
    });
    assert.equal(received(old).raw, '{\n  "RequestId": "R",\n  "Token": "******"\n}');
    assert.equal(received(runWith({ outcome: { kind: 'accepted', attempts: [], body: null } })).raw, 'null');
    assert.equal(receivedView(runWith({ outcome: undefined }), english), undefined);
  });
});
