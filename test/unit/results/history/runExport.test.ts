import assert from 'node:assert/strict';
import { text } from '../../../../src/clouds/text';
import { fileName, HistoryExports } from '../../../../src/results/history/historyExports';
import { runAsMarkdown, runsAsJson, runsAsMarkdown } from '../../../../src/results/history/runExport';
import type { Exported } from '../../../../src/results/history/saveExport';
import { MultiStep } from '../../../../src/profiles/multiStep';
import type { Run } from '../../../../src/runs/run';
import { runSchema } from '../../../../src/runs/run';
import { fakeStepKit, settle } from '../../profiles/fakeQuickInput';
import { english, runWith, settledRun } from '../exampleRun';

const NOW = Date.UTC(2026, 10, 23, 8);
const markdown = (run: Run) => runAsMarkdown(run, english, 'en');

describe('a run exported as JSON', () => {
  const exported = JSON.parse(runsAsJson([runWith({ changeTicket: 'CHG-1' })], NOW)) as {
    runs: Record<string, unknown>[];
  };
  const [run = {}] = exported.runs;

  it('names its format and version', () => {
    assert.deepEqual(
      { ...exported, runs: exported.runs.length },
      {
        format: 'clusterdeck.history',
        version: 1,
        exportedAt: '2026-11-23T08:00:00.000Z',
        runs: 1,
      },
    );
  });

  it('has the documented fields', () => {
    assert.deepEqual(Object.keys(run), [
      'id',
      'operation',
      'title',
      'state',
      'outcome',
      'requestId',
      'profile',
      'target',
      'changeTicket',
      'startedAt',
      'updatedAt',
      'endedAt',
      'durationMs',
      'form',
      'values',
      'effect',
      'checks',
      'timeline',
      'before',
      'after',
      'request',
      'attempts',
    ]);
    assert.equal(run.startedAt, '2026-11-22T03:04:05.000Z');
    assert.equal(run.endedAt, '2026-11-22T03:04:53.000Z');
    assert.equal(run.durationMs, 48_000);
    assert.equal(run.changeTicket, 'CHG-1');
    assert.deepEqual(run.checks, [
      { id: 'running', state: 'met', title: 'The cluster is running', fact: 'Status: Running' },
      {
        id: 'class',
        state: 'notMet',
        title: 'The target is as large as the writer',
        fact: 'Writer: polar.mysql.x4.large, target: polar.mysql.x4.medium',
        risk: 'A smaller writer may not carry the load.',
      },
      {
        id: 'lastSwitch',
        state: 'unknown',
        title: 'The last switch was more than 10 minutes ago',
        fact: 'The log could not be read within 5 s',
        risk: 'The cloud refuses a second switch within ten minutes.',
      },
    ]);
    assert.deepEqual((run.timeline as unknown[])[2], {
      at: '2026-11-22T03:04:53.000Z',
      state: 'settled',
      say: 'The writer is now pi-bp1b4d5f6g7h8j9k1 and the cluster runs.',
    });
    assert.equal((run.after as { nodes: unknown[] }).nodes.length, 3);
    assert.deepEqual((run.attempts as unknown[])[0], {
      at: '2026-11-22T03:04:05.100Z',
      durationMs: 84,
      status: 503,
      code: 'ServiceUnavailable',
      requestId: '11111111-CA72-432C',
    });
  });

  it('leaves out what there is nothing of', () => {
    const open = runWith({ closedAt: undefined, outcome: undefined, topology: { before: [] } });
    const [record = {}] = (JSON.parse(runsAsJson([open], NOW)) as typeof exported).runs;
    for (const name of ['endedAt', 'durationMs', 'outcome', 'requestId', 'changeTicket', 'after', 'error'])
      assert.ok(!(name in record), name);
  });
});

describe('runs exported as Markdown', () => {
  it('tell of one what a post-mortem needs', () => {
    const report = markdown(
      runWith({
        state: 'refused',
        changeTicket: 'CHG-1',
        outcome: {
          kind: 'refused',
          requestId: 'REQ-1',
          attempts: [],
          error: {
            kind: 'refused',
            code: 'OperationDenied',
            explanation: text('The cloud refused'),
            meaning: text('Another operation is under way'),
            next: text('Wait for it'),
          },
        },
      }),
    );
    for (const words of [
      '# Switch Over Primary: orders',
      '**Refused**',
      '- Change ticket: CHG-1',
      '- Request id: REQ-1',
      '- Meaning: Another operation is under way',
      '## Timeline',
      '## Checks at the time of sending',
      '## Before',
      '## After',
      '## Request',
      '2026-11-22 03:04:05 UTC',
    ])
      assert.ok(report.includes(words), `${words} in\n${report}`);
  });

  it('begin with a table where there are several, each below a heading of its own', () => {
    const report = runsAsMarkdown([settledRun, runWith({ id: 'b', changeTicket: 'CHG|2' })], english, 'en');
    assert.match(report, /^# History\n\n\| Started \| Operation \|/);
    assert.equal(report.match(/^# /gm)?.length, 1);
    assert.equal(report.match(/^## Switch Over Primary: orders$/gm)?.length, 2);
    assert.equal(report.match(/^### Timeline$/gm)?.length, 2);
    assert.ok(report.includes('| 48 s | CHG\\|2 |'));
  });

  it('let no markup of a cloud take effect', () => {
    const evil = '](http://x) <img src=x> **b** `c` | # h\n# forged';
    const report = markdown(
      runWith({
        target: { ...settledRun.target, name: evil },
        changeTicket: evil,
        timeline: [{ at: 0, state: 'failed', say: text('{why}', { why: evil }) }],
      }),
    );
    assert.ok(!/^# forged/m.test(report));
    assert.ok(!/(?<!\\)<img/.test(report));
    assert.ok(!/(?<!\\)\]\(/.test(report));
    assert.ok(!report.includes('**b**'));
  });
});

describe('secrets in a run', () => {
  const SECRETS = [
    'pass-W0rd-1',
    'aKsecret-0123456789',
    'sts-t0ken-987654',
    'bearer-abc-123456',
    'p4ss-in-form',
  ];
  const planted = runSchema.parse(
    runWith({
      changeTicket: 'CHG AccountPassword=pass-W0rd-1',
      form: { accountPassword: 'p4ss-in-form', nested: { securityToken: 'sts-t0ken-987654' } },
      review: [{ label: text('Key'), value: text('AccessKeySecret=aKsecret-0123456789') }],
      checks: [
        {
          id: 'c',
          state: 'met',
          title: text('T'),
          fact: text('{f}', { f: 'SecurityToken=sts-t0ken-987654' }),
        },
      ],
      effect: [text('Authorization: bearer-abc-123456')],
      timeline: [{ at: 1, state: 'failed', say: text('{w}', { w: 'AccountPassword=pass-W0rd-1' }) }],
      facts: { before: [{ label: text('L'), value: text('password=pass-W0rd-1') }] },
      request: {
        ...settledRun.request,
        headers: { authorization: 'bearer-abc-123456', 'x-acs-security-token': 'sts-t0ken-987654' },
        parameters: { AccountPassword: 'pass-W0rd-1', AccessKeySecret: 'aKsecret-0123456789' },
        body: 'AccountPassword=pass-W0rd-1&SecurityToken=sts-t0ken-987654',
      },
      outcome: {
        kind: 'refused',
        attempts: [
          {
            at: 0,
            durationMs: 1,
            answer: {
              text: '{"AccountPassword":"pass-W0rd-1","Echo":"AccessKeySecret=aKsecret-0123456789"}',
            },
          },
        ],
        error: {
          kind: 'refused',
          cloudMessage: 'string to sign: SecurityToken=sts-t0ken-987654&AccountPassword%3Dpass-W0rd-1',
          explanation: text('{m}', { m: '"AccessKeySecret":"aKsecret-0123456789"' }),
        },
      },
    }),
  );

  it('are there to be found', () => {
    for (const secret of SECRETS) assert.ok(JSON.stringify(planted).includes(secret), secret);
  });

  it('are in no export', () => {
    const exports = [
      runsAsJson([planted], NOW),
      markdown(planted),
      runsAsMarkdown([planted, settledRun], english, 'en'),
    ];
    for (const exported of exports) {
      assert.ok(exported.includes('\\*\\*') || exported.includes('******'), 'masks are');
      for (const secret of SECRETS) assert.ok(!exported.includes(secret), `${secret} in ${exported}`);
    }
  });
});

describe('exporting', () => {
  const day = { key: '2026-11-22', runs: [settledRun] };
  const older = { key: '2026-11-20', runs: [runWith({ id: 'old' })] };
  function bench() {
    const kit = fakeStepKit();
    const saved: Exported[] = [];
    const exports = new HistoryExports({
      tree: { days: () => [day, older], dayLabel: (key) => (key === day.key ? 'Today' : key) },
      steps: new MultiStep(kit),
      clock: { now: () => NOW },
      say: english,
      language: 'en',
      save: (exported) => Promise.resolve(void saved.push(exported)),
    });
    const choose = async (part: string) => {
      kit.last().focus(
        kit
          .last()
          .labels()
          .find((each) => each.includes(part)) ?? '',
      );
      kit.last().enterFocused();
      await settle();
    };
    return { exports, kit, saved, choose };
  }

  it('offers all runs and each day, then the format', async () => {
    const { exports, kit, saved, choose } = bench();
    const done = exports.any();
    await settle();
    assert.deepEqual(kit.last().labels(), ['2 runs', 'Today', '2026-11-20']);
    await choose('2 runs');
    await choose('JSON');
    await done;
    const [{ name, format, content } = assert.fail('nothing saved')] = saved;
    assert.match(name, /^clusterdeck-history-until-2026-11-2\d$/);
    assert.equal(format, 'json');
    assert.equal((JSON.parse(content) as { runs: unknown[] }).runs.length, 2);
  });

  it('has one run and one day exported at once, and nothing where the person leaves', async () => {
    const { exports, kit, saved, choose } = bench();
    void exports.day('2026-11-20');
    await settle();
    await choose('Markdown');
    assert.equal(saved[0]?.name, 'clusterdeck-history-2026-11-20');
    void exports.run(settledRun);
    await settle();
    kit.last().hide();
    await settle();
    assert.equal(saved.length, 1);
  });

  it('names files so that any file system takes them', () => {
    assert.equal(fileName('../../etc: "x"'), 'clusterdeck-.-.-etc-x');
    assert.equal(fileName('会员中心-2026'), 'clusterdeck-会员中心-2026');
    assert.ok(fileName('x'.repeat(500)).length <= 92);
  });
});
