import assert from 'node:assert/strict';
import { coarseDuration, duration } from '../../../src/results/duration';
import { fromPanel, panelState } from '../../../src/results/panelMessages';
import { runHtml } from '../../../src/results/runHtml';
import { runReport } from '../../../src/results/runReport';
import { runView } from '../../../src/results/runView';
import { english, runWith, settledRun, switchRole } from './exampleRun';

describe('the run panel’s page', () => {
  const parts = { runId: 'r', language: 'en', title: 't', script: 's.js', style: 's.css', nonce: 'N0' };

  it('allows nothing but its own script and style', () => {
    const html = runHtml(parts);
    assert.match(html, /default-src 'none'; script-src 'nonce-N0'; style-src 'nonce-N0'; base-uri 'none'/);
    assert.doesNotMatch(html, /unsafe-/);
  });

  it('does not let a name become markup', () => {
    const html = runHtml({ ...parts, title: '</title><script>alert(1)</script>', runId: '"><img src=x>' });
    assert.doesNotMatch(html, /<script>|<img/);
  });
});

describe('messages from the page', () => {
  it('are followed only where they are on the list', () => {
    assert.ok(fromPanel.safeParse({ type: 'ready' }).success);
    assert.ok(fromPanel.safeParse({ type: 'act', action: 'stopWatching' }).success);
    for (const bad of [
      { type: 'act', action: 'workbench.action.quit' },
      { type: 'act' },
      { type: 'command', command: 'x' },
      { type: 'ready', more: 1 },
      'ready',
      null,
      [],
    ])
      assert.ok(!fromPanel.safeParse(bad).success, JSON.stringify(bad));
  });

  it('keep no more than a run id over a reload', () => {
    assert.ok(panelState.safeParse({ runId: 'r' }).success);
    for (const bad of [{}, { runId: '' }, { runId: 7 }, undefined, { runId: 'x'.repeat(201) }])
      assert.ok(!panelState.safeParse(bad).success);
  });
});

describe('duration', () => {
  it('reads well at every size', () => {
    assert.deepEqual([0, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 7_620_000].map(duration), [
      '0 ms',
      '999 ms',
      '1 s',
      '59 s',
      '1 min 00 s',
      '59 min 59 s',
      '1 h 00 min',
      '2 h 07 min',
    ]);
    assert.equal(coarseDuration(-5), '0 s');
  });
});

describe('runReport', () => {
  it('tells the run in Markdown with times in UTC', () => {
    const report = runReport(runView(settledRun, switchRole, english, 'en'), english);
    assert.match(report, /^# Switch Over Primary: orders\n/);
    assert.match(report, /Started: 2026-11-22 03:04:05 UTC/);
    assert.match(report, /Request id: 925B84D9-CA72/);
    assert.match(report, /\*\*Not met\*\* The target is as large as the writer/);
    assert.match(report, /Took: 48 s/);
  });

  it('does not let a cluster’s name or an answer break out', () => {
    const target = { ...settledRun.target, name: '![x](http://evil)\n# forged <img src=x>' };
    const body = { a: '```\n# forged' };
    const run = runWith({ target, outcome: { kind: 'accepted', attempts: [], body } });
    const report = runReport(runView(run, switchRole, english, 'en'), english);
    assert.doesNotMatch(report, /^# forged/m);
    assert.doesNotMatch(report, /[^\\]\[x\]|[^\\]<img/);
    assert.match(report, /^````json$/m);
  });
});
