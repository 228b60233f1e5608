import assert from 'node:assert/strict';
import { plain } from '../../../src/clouds/text';
import type { DasConnection } from '../../../src/inventory/dasConnection';
import { deleteConnection } from '../../../src/operations/deleteConnection';
import { modifyConnection } from '../../../src/operations/modifyConnection';
import { aConnection as listed } from '../support/huaweiInstances';

/** One that opens no database. */
const aConnection = (more: Partial<DasConnection> = {}) => listed({ database: '', ...more });

const NOW = Date.UTC(2026, 10, 22);
const connection = aConnection();
const target = {
  kind: 'das.connection',
  region: 'cn-north-4',
  id: connection.id,
  name: connection.name,
} as const;
const live = (more: Partial<DasConnection> = {}) => ({ connection: aConnection(more) });
const gone = { connection: null };
const form = {
  user: 'app',
  password: 'Another_1',
  savesPassword: true,
  database: 'shop',
  port: 3306,
  remarks: '',
  recordsSql: false,
};
const { password: _, ...kept } = form;
const asked = { user: 'app', database: 'shop' };

describe('editing a connection', () => {
  it('starts from what the connection is, but for the password', () => {
    const initial = modifyConnection.steps.map((step) =>
      step.kind === 'input'
        ? step.initial(live({ database: 'shop', remarks: 'night' }), {}, NOW)
        : step.likely(live(), {}),
    );
    assert.deepEqual(initial, ['root', '', true, 'shop', '3306', 'night', false]);
  });

  it('sends everything, the empty texts too, and the password as a secret', () => {
    assert.deepEqual(modifyConnection.call({ ...form, port: null }, target, live(), ''), {
      cloud: 'huawei',
      product: 'das',
      action: 'ModifyConnection',
      region: 'cn-north-4',
      parameters: {
        connection_id: connection.id,
        username: 'app',
        password: 'Another_1',
        is_save_password: true,
        sql_record_flag: false,
        database_name: 'shop',
        remarks: '',
      },
      secretParameters: ['password'],
    });
  });

  it('is settled once the list shows all that was asked, part by part', () => {
    const settle = (now: Partial<DasConnection>) => modifyConnection.settle(kept, live(), live(now)).state;
    assert.equal(settle({}), 'going');
    assert.equal(settle({ user: 'app' }), 'going');
    assert.equal(settle(asked), 'done');
    assert.equal(settle({ ...asked, savesPassword: false }), 'going');
    assert.equal(settle({ ...asked, port: 3307 }), 'going');
    assert.equal(settle({ ...asked, remarks: 'old' }), 'going');
    assert.equal(settle({ ...asked, recordsSql: true }), 'going');
    assert.equal(modifyConnection.settle(kept, live(), gone).state, 'failed');
  });

  it('does not claim to have read a password back', () => {
    const same = modifyConnection.settle(kept, live(asked), live(asked));
    assert.ok(same.state === 'done' && same.unreadable);
    const trace = modifyConnection.trace(kept, live(asked), live(asked));
    assert.deepEqual([trace.found, trace.unreadable], [false, true]);
    assert.equal(modifyConnection.trace(kept, live(), live(asked)).found, true);
    assert.equal(modifyConnection.trace(kept, live(), live()).found, false);
  });

  it('warns of somebody else’s connection and of a deleted instance', () => {
    const states = (more: Partial<DasConnection>) =>
      modifyConnection.preflight(form, live(more), NOW).map(({ state }) => state);
    assert.deepEqual(states({}), ['met', 'met']);
    assert.deepEqual(states({ sharedBy: 'somebody', isInstanceDeleted: true }), ['notMet', 'notMet']);
  });
});

describe('deleting a connection', () => {
  it('names the one connection and never asks for all', () => {
    const call = deleteConnection.call({}, target, live(), '');
    assert.deepEqual(call.parameters, { connection_ids: [{ connection_id: connection.id }] });
    assert.equal(call.action, 'BatchDeleteConnectionNew');
  });

  it('is settled once the connection is not listed any more', () => {
    assert.equal(deleteConnection.settle({}, live(), live()).state, 'going');
    assert.equal(deleteConnection.settle({}, live(), gone).state, 'done');
    assert.equal(deleteConnection.trace({}, live(), live()).found, false);
    assert.equal(plain(deleteConnection.trace({}, live(), gone).say), 'The connection root@orders is gone');
  });

  it('warns of somebody else’s connection', () => {
    assert.deepEqual(
      deleteConnection.preflight({}, live({ sharedBy: 'somebody' }), NOW).map(({ state }) => state),
      ['notMet'],
    );
  });
});
