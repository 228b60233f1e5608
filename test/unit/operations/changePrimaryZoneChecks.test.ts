import assert from 'node:assert/strict';
import { changePrimaryZone } from '../../../src/operations/changePrimaryZone';
import type { ChangePrimaryZoneForm } from '../../../src/operations/changePrimaryZoneForm';
import { node } from '../support/clusters';
import { zoneOf } from '../support/timeZones';
import { aTask, twoZones, unknown, zoneForm, zoneLive } from '../support/zoneLive';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const operation = changePrimaryZone(zoneOf('Asia/Shanghai'));

describe('changing the primary zone: preflight', () => {
  it('is all met for a healthy cluster', () =>
    assert.deepEqual(
      Object.fromEntries(
        operation.preflight(zoneForm(), zoneLive(), NOW).map(({ id, state }) => [id, state]),
      ),
      {
        running: 'met',
        unlocked: 'met',
        noTask: 'met',
        edition: 'met',
        stock: 'met',
        classes: 'met',
        addresses: 'met',
        dataSync: 'met',
      },
    ));

  const withTask = (status: string) =>
    zoneLive(twoZones(), { tasks: { known: true, value: [aTask({ status })] } });
  const nodes = (count: number) => Array.from({ length: count }, (_, index) => node(`pi-${index}`));
  const writer = node('pi-w', { role: 'Writer' });
  const standby: Partial<ChangePrimaryZoneForm> = {
    zoneType: 'Standby',
    zone: 'cn-hangzhou-k',
    vSwitch: null,
  };
  const cases: [
    string,
    'met' | 'notMet' | 'unknown' | undefined,
    unknown,
    Partial<ChangePrimaryZoneForm>?,
  ][] = [
    ['running', 'notMet', zoneLive(twoZones({ status: 'Transing' }))],
    ['unlocked', 'notMet', zoneLive(twoZones({ lockMode: 'ManualLock' }))],
    ['noTask', 'notMet', withTask('pending')],
    ['noTask', 'notMet', withTask('executing')],
    ['noTask', 'notMet', withTask('a status of tomorrow')],
    ['noTask', 'met', withTask('finish')],
    ['noTask', 'met', withTask('cancel')],
    ['noTask', 'met', withTask('expired')],
    ['noTask', 'unknown', zoneLive(twoZones(), { tasks: unknown })],
    ['edition', 'notMet', zoneLive(twoZones({ category: 'NormalMultimaster' }))],
    ['standbyZone', undefined, zoneLive()],
    ['standbyZone', 'met', zoneLive(), standby],
    ['standbyZone', 'notMet', zoneLive(twoZones({ zones: ['cn-hangzhou-i'] })), standby],
    ['stock', 'notMet', zoneLive(), { zone: 'cn-hangzhou-l', vSwitch: null }],
    ['stock', 'unknown', zoneLive(twoZones(), { zones: unknown })],
    ['stock', 'unknown', zoneLive(twoZones(), { zones: { known: true, value: [{ id: 'cn-hangzhou-j' }] } })],
    ['classes', 'notMet', zoneLive(), { zone: 'cn-hangzhou-l', vSwitch: null }],
    ['classes', 'notMet', zoneLive(twoZones({ nodes: [writer, node('pi-x', { class: 'polar.mysql.x8' })] }))],
    ['classes', 'unknown', zoneLive(twoZones(), { classes: unknown })],
    ['addresses', 'notMet', zoneLive(), { vSwitch: 'vsw-j2' }],
    ['addresses', 'met', zoneLive(twoZones({ nodes: [writer, ...nodes(1)] })), { vSwitch: 'vsw-j2' }],
    ['addresses', 'notMet', zoneLive(twoZones({ nodes: [writer, ...nodes(2)] })), { vSwitch: 'vsw-j2' }],
    ['addresses', undefined, zoneLive(), { zone: 'cn-hangzhou-k', vSwitch: null }],
    ['addresses', 'unknown', zoneLive(twoZones(), { vSwitches: unknown })],
    ['vSwitch', undefined, zoneLive()],
    ['vSwitch', 'unknown', zoneLive(twoZones(), { vSwitches: unknown })],
    ['vSwitch', 'unknown', zoneLive(twoZones(), { vSwitches: unknown }), { vSwitch: null }],
    ['dataSync', 'notMet', zoneLive(twoZones({ dataSyncMode: 'AsyncSync' }))],
    ['dataSync', undefined, zoneLive(), { zone: 'cn-hangzhou-k', vSwitch: null }],
    ['dataSync', undefined, zoneLive(twoZones({ hotStandby: false }))],
  ];
  for (const [id, state, live, more] of cases)
    it(`${id} is ${state ?? 'not asked'}: ${JSON.stringify(more ?? {})}`, () => {
      const found = operation.preflight(zoneForm(more), live, NOW).find((check) => check.id === id);
      assert.equal(found?.state, state);
      assert.equal(found?.risk !== undefined, state !== 'met' && state !== undefined);
    });

  it('says unknown, not met or broken, where the cloud does not tell', () => {
    const { lockMode: _l, dataSyncMode: _d, ...silent } = twoZones();
    const states = operation.preflight(zoneForm(), zoneLive(silent), NOW);
    const stateOf = (id: string) => states.find((check) => check.id === id)?.state;
    assert.deepEqual([stateOf('unlocked'), stateOf('dataSync')], ['unknown', 'unknown']);
  });
});
