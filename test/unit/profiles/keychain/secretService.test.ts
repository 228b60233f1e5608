import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { isLocked } from '../../../../src/profiles/keychain/secretService';
import { busPath, mayHaveBus } from '../../../../src/profiles/keychain/sessionBus';

// What a real bus and a real keyring answer is asked in test/host/keychain.mjs.
describe('asking the Secret Service', () => {
  it('finds the session bus', () => {
    const address = (DBUS_SESSION_BUS_ADDRESS: string) =>
      busPath({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR: '/run/user/7' });
    assert.equal(address('unix:path=/tmp/dbus-X,guid=00ff'), '/tmp/dbus-X');
    assert.equal(address('unix:guid=00ff,path=/tmp/a%20b'), '/tmp/a b');
    assert.equal(address('unix:abstract=/tmp/dbus-X,guid=00ff'), '\0/tmp/dbus-X');
    assert.equal(address('tcp:host=localhost,port=1;unix:path=/tmp/second'), '/tmp/second');
    assert.equal(address('tcp:host=localhost,port=1'), undefined);
    assert.equal(address(''), '/run/user/7/bus');
    assert.equal(busPath({}), undefined);
    const mayHave = (DBUS_SESSION_BUS_ADDRESS: string) => mayHaveBus({ DBUS_SESSION_BUS_ADDRESS });
    assert.equal(mayHave(`unix:path=${os.tmpdir()}`), true);
    assert.equal(mayHave('unix:path=/nowhere/bus'), false);
    assert.equal(mayHave('unix:abstract=/nowhere/bus'), true);
    assert.equal(mayHave('tcp:host=localhost,port=1'), true);
    assert.equal(mayHave(''), false);
  });

  it('calls nothing locked where nobody can tell', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-bus-'));
    const socket = path.join(folder, 'bus');
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` };
    assert.equal(await isLocked({}, 'alibaba'), false);
    assert.equal(await isLocked(env, 'alibaba'), false, 'nobody listens');
    for (const reply of ['REJECTED EXTERNAL\r\n', 'OK 00ff\r\nnonsense', ''])
      await new Promise<void>((resolve, reject) => {
        const server = net.createServer((peer) => peer.on('error', () => undefined).end(reply));
        server.listen(socket, () => {
          isLocked(env, 'alibaba')
            .then((locked) => assert.equal(locked, false, reply))
            .finally(() => server.close())
            .then(resolve, reject);
        });
      });
    fs.rmSync(folder, { recursive: true, force: true });
  });
});
