import net from 'node:net';
import { Bytes, methodCall, replyTo } from './dbus';
import { SERVICE } from './keychainAnswer';
import { busPath } from './sessionBus';

const TIMEOUT_MS = 5000;
const [HELLO, SEARCH] = [1, 2];

/**
 * Whether the Secret Service has an entry of this account that is locked, and none that is not; false where nobody can
 * tell. Asked over D-Bus, because keytar does not say. Source: Secret Service API, SearchItems; D-Bus specification.
 */
export async function isLocked(env: NodeJS.ProcessEnv, account: string): Promise<boolean> {
  const path = busPath(env);
  if (path === undefined) return false;
  const socket = net.connect({ path });
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
  try {
    const uid = Buffer.from(String(process.getuid?.())).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
    const body = await searched(socket, account);
    return body.length >= 8 && body.readUInt32LE(0) === 0 && body.readUInt32LE(4) > 0;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The lists of paths of unlocked and of locked items; empty where the bus hangs up or refuses. */
async function searched(socket: net.Socket, account: string): Promise<Buffer> {
  let received = Buffer.alloc(0);
  let entered = false;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    received = Buffer.concat([received, chunk]);
    const line = received.indexOf('\r\n');
    if (!entered && line >= 0) {
      if (!received.subarray(0, 2).equals(Buffer.from('OK'))) break;
      entered = true;
      received = received.subarray(line + 2);
      socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), hello(), search(account)]));
    }
    const body = entered ? replyTo(SEARCH, received) : undefined;
    if (body) return body;
  }
  return Buffer.alloc(0);
}

const hello = () =>
  methodCall(
    HELLO,
    {
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'Hello',
      destination: 'org.freedesktop.DBus',
    },
    undefined,
  );

function search(account: string): Buffer {
  const pairs = new Bytes();
  // Those that libsecret searches with for keytar.
  const attributes = { 'xdg:schema': 'org.freedesktop.Secret.Generic', service: SERVICE, account };
  for (const [name, value] of Object.entries(attributes)) pairs.align(8).string(name).string(value);
  const body = new Bytes()
    .number(pairs.length)
    .align(8)
    .add(...pairs.all);
  return methodCall(
    SEARCH,
    {
      path: '/org/freedesktop/secrets',
      interface: 'org.freedesktop.Secret.Service',
      member: 'SearchItems',
      destination: 'org.freedesktop.secrets',
    },
    { signature: 'a{ss}', bytes: body.all },
  );
}
