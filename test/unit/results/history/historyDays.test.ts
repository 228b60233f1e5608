import assert from 'node:assert/strict';
import { systemTimeZone, type TimeZone } from '../../../../src/operations/localTime';
import { byDay, dayLabel } from '../../../../src/results/history/historyDays';
import { historyRow } from '../../../../src/results/history/historyRow';
import { untilMidnight } from '../../../../src/results/history/midnight';
import type { Run } from '../../../../src/runs/run';
import { english, runWith, settledRun } from '../exampleRun';

const HOUR_MS = 60 * 60_000;
const at = (iso: string): Run => runWith({ id: iso, createdAt: Date.parse(iso) });
const hoursEast = (hours: number): TimeZone => ({ offsetMinutes: () => hours * 60 });
const days = (isos: readonly string[], zone: TimeZone) =>
  byDay(isos.map(at), zone).map(({ key, runs }) => [key, runs.map(({ id }) => id)]);

describe('the days of the history', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('are those of the clocks of the person', () => {
    const runs = ['2026-11-22T16:00:00Z', '2026-11-22T15:59:59Z', '2026-11-22T03:00:00Z'];
    assert.deepEqual(days(runs, hoursEast(0)), [['2026-11-22', runs]]);
    assert.deepEqual(days(runs, hoursEast(8)), [
      ['2026-11-23', runs.slice(0, 1)],
      ['2026-11-22', runs.slice(1)],
    ]);
    assert.deepEqual(days(runs, hoursEast(-5)), [
      ['2026-11-22', runs.slice(0, 2)],
      ['2026-11-21', runs.slice(2)],
    ]);
  });

  it('are whole where clocks are set back or forward', () => {
    process.env.TZ = 'America/New_York';
    // 25 hours on November 1: midnight to midnight is 04:00 to 05:00 UTC.
    const long = ['2026-11-02T04:59:59Z', '2026-11-01T04:00:00Z'];
    assert.deepEqual(days(long, systemTimeZone), [['2026-11-01', long]]);
    assert.deepEqual(days(['2026-11-02T05:00:00Z'], systemTimeZone)[0]?.[0], '2026-11-02');
    // 23 hours on March 8.
    assert.deepEqual(
      days(['2026-03-09T03:59:59Z', '2026-03-09T04:00:00Z'], systemTimeZone).map(([key]) => key),
      ['2026-03-08', '2026-03-09'],
    );
  });

  it('are called Today and Yesterday, and by their date before that', () => {
    const name = (key: string, now: string, hours = 0) =>
      dayLabel(key, Date.parse(now), hoursEast(hours), english, 'en');
    assert.equal(name('2026-11-22', '2026-11-22T23:59:59Z'), 'Today');
    assert.equal(name('2026-11-22', '2026-11-23T00:00:00Z'), 'Yesterday');
    assert.equal(name('2026-11-23', '2026-11-22T16:00:00Z', 8), 'Today');
    assert.equal(name('2026-12-31', '2027-01-01T12:00:00Z'), 'Yesterday');
    assert.equal(name('2026-11-20', '2026-11-22T12:00:00Z'), 'Fri, Nov 20, 2026');
    assert.match(
      dayLabel('2026-11-20', Date.parse('2026-11-22T12:00:00Z'), hoursEast(0), english, 'zh-cn'),
      /^2026年11月20日/,
    );
  });

  it('has a yesterday also the day after one of 25 or 23 hours', () => {
    process.env.TZ = 'America/New_York';
    const name = (key: string, now: string) => dayLabel(key, Date.parse(now), systemTimeZone, english, 'en');
    assert.equal(name('2026-11-01', '2026-11-03T04:59:59Z'), 'Yesterday');
    assert.equal(name('2026-03-08', '2026-03-09T04:00:00Z'), 'Yesterday');
  });

  it('ends when the next local day begins', () => {
    process.env.TZ = 'America/New_York';
    assert.equal(untilMidnight(Date.parse('2026-11-01T04:00:00Z')), 25 * HOUR_MS);
    assert.equal(untilMidnight(Date.parse('2026-03-08T05:00:00Z')), 23 * HOUR_MS);
    process.env.TZ = 'Asia/Shanghai';
    assert.equal(untilMidnight(Date.parse('2026-11-22T15:30:00Z')), HOUR_MS / 2);
  });
});

describe('a run in the history', () => {
  it('says outcome, profile, time and ticket, and has its icon', () => {
    const row = historyRow(runWith({ changeTicket: 'CHG-1' }), english);
    assert.equal(row.label, 'Switch Over Primary: orders');
    assert.equal(row.description, 'Settled · Production (Hangzhou) · 48 s · CHG-1');
    assert.equal(row.icon.name, 'pass');
    assert.equal(row.contextValue, 'run.over.request');
    assert.match(row.spoken, /^Switch Over Primary: orders, Settled, .*CHG-1, \d{4}-\d\d-\d\d \d\d:\d\d$/);
    assert.match(row.tooltip, /^Started: .* \(.*UTC\)$/m);
    assert.match(row.tooltip, /^Request id: 925B84D9/m);
  });

  it('is told apart by its shape in every state', () => {
    const states = ['settled', 'failed', 'refused', 'unknown', 'abandoned', 'scheduled', 'sending'] as const;
    const icons = states.map((state) => historyRow(runWith({ state }), english).icon.name);
    assert.equal(new Set(icons).size, states.length);
  });

  it('has no time before it is over, and nothing to copy before the cloud answered', () => {
    const { outcome, closedAt, ...open } = settledRun;
    assert.ok(outcome && closedAt);
    const row = historyRow({ ...open, state: 'sending' }, english);
    assert.equal(row.description, 'Sending · Production (Hangzhou)');
    assert.equal(row.contextValue, 'run.active');
  });

  it('keeps a foreign name on its line', () => {
    const target = { ...settledRun.target, name: 'orders\nTake this' };
    const row = historyRow(runWith({ target }), english);
    assert.equal(row.label, 'Switch Over Primary: orders\\u000aTake this');
    assert.ok(!row.tooltip.includes('\nTake'));
  });
});
