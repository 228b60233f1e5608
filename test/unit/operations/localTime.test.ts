import assert from 'node:assert/strict';
import { localTime, nextHalfHour, parseLocalTime, utcBeside } from '../../../src/operations/localTime';
import { zoneOf } from '../support/timeZones';

const BERLIN = zoneOf('Europe/Berlin');
const SHANGHAI = zoneOf('Asia/Shanghai');
const KOLKATA = zoneOf('Asia/Kolkata');
const NOW = Date.parse('2026-11-22T10:00:20Z');

describe('local times', () => {
  const parsed = (typed: string, zone = SHANGHAI, after = NOW) => {
    const at = parseLocalTime(typed, after, zone);
    return at === undefined ? undefined : new Date(at).toISOString();
  };

  it('of a day stand for that minute', () => {
    assert.equal(parsed('2026-11-23 02:00'), '2026-11-22T18:00:00.000Z');
    assert.equal(parsed(' 2026-11-23 02:00 '), '2026-11-22T18:00:00.000Z');
    assert.equal(parsed('2026-11-23 02:00', BERLIN), '2026-11-23T01:00:00.000Z');
    assert.equal(parsed('2026-11-23 02:00', KOLKATA), '2026-11-22T20:30:00.000Z');
    assert.equal(parsed('2028-02-29 00:00'), '2028-02-28T16:00:00.000Z');
  });

  it('without a day are the next ones, by the clock of the person', () => {
    // 18:00:20 in Shanghai.
    assert.equal(parsed('18:01'), '2026-11-22T10:01:00.000Z');
    assert.equal(parsed('18:00'), '2026-11-23T10:00:00.000Z', 'that minute has begun');
    assert.equal(parsed('23:59'), '2026-11-22T15:59:00.000Z');
    assert.equal(parsed('00:00'), '2026-11-22T16:00:00.000Z');
    assert.equal(parsed('00:30', SHANGHAI, Date.parse('2026-11-22T15:45:00Z')), '2026-11-22T16:30:00.000Z');
  });

  for (const typed of [
    '',
    '24:00',
    '7:30',
    '07:60',
    '0730',
    '07:30:00',
    '7.30',
    '07:30 pm',
    '2026-11-23',
    '2026-11-23T02:00',
    '2026-11-23  02:00',
    '2026-11-31 02:00',
    '2027-02-29 02:00',
    '2026-13-01 02:00',
    '2026-00-10 02:00',
    '2026-11-00 02:00',
    '26-11-23 02:00',
    '2026-11-23 02:00Z',
    'tomorrow',
  ])
    it(`are not “${typed}”`, () => assert.equal(parsed(typed), undefined));

  it('that clocks leave out are none, and with only an hour the next day that has them', () => {
    assert.equal(parsed('2026-03-29 01:59', BERLIN), '2026-03-29T00:59:00.000Z');
    for (const minute of ['02:00', '02:30', '02:59'])
      assert.equal(parsed(`2026-03-29 ${minute}`, BERLIN), undefined);
    assert.equal(parsed('2026-03-29 03:00', BERLIN), '2026-03-29T01:00:00.000Z');
    assert.equal(parsed('02:30', BERLIN, Date.parse('2026-03-28T12:00:00Z')), '2026-03-30T00:30:00.000Z');
  });

  it('that come twice are the first, and the second once the first is over', () => {
    assert.equal(parsed('2026-10-25 02:30', BERLIN), '2026-10-25T00:30:00.000Z');
    assert.equal(parsed('02:30', BERLIN, Date.parse('2026-10-25T00:29:59Z')), '2026-10-25T00:30:00.000Z');
    assert.equal(parsed('02:30', BERLIN, Date.parse('2026-10-25T00:30:00Z')), '2026-10-25T01:30:00.000Z');
  });

  it('read back what they are shown as, with UTC beside them', () => {
    for (const zone of [BERLIN, SHANGHAI, KOLKATA])
      for (
        let at = Date.parse('2026-03-27T00:00:00Z');
        at < Date.parse('2026-03-31T00:00:00Z');
        at += 1_800_000
      )
        assert.equal(parseLocalTime(localTime(at, zone), NOW, zone), at);
    const at = Date.parse('2026-11-22T18:00:00Z');
    assert.equal(localTime(at, SHANGHAI), '2026-11-23 02:00');
    assert.equal(utcBeside(at, SHANGHAI), '2026-11-22 18:00 UTC');
    assert.equal(utcBeside(at, BERLIN), '18:00 UTC');
  });

  it('are proposed at a whole half hour', () => {
    const minutes = (at: string) => new Date(nextHalfHour(Date.parse(at), 30)).toISOString().slice(11, 16);
    assert.equal(minutes('2026-11-22T10:00:00Z'), '10:30');
    assert.equal(minutes('2026-11-22T10:00:01Z'), '11:00');
    assert.equal(minutes('2026-11-22T23:31:00Z'), '00:30');
  });
});
