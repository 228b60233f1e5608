import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import esbuild from 'esbuild';
import type { Route } from '../../../src/clouds/ownNetwork/connector';
import {
  createOwnTransport as create,
  type OwnTransportOptions,
} from '../../../src/clouds/ownNetwork/ownTransport';
import { Client } from '../../../src/clouds/ownNetwork/undiciBundle';
import type { HttpRequest } from '../../../src/clouds/transport';
import { ConnectProxy } from '../../integration/support/connectProxy';
import { failureOf } from '../../integration/support/failure';
import { Listening } from '../../integration/support/listening';
import { CLOUD_CASES, PROXY_CASES, type Case } from '../../integration/support/networkCases';
import { TlsCloud } from '../../integration/support/tlsCloud';
import { authority, selfSigned } from '../support/selfSigned';
import { keepsTheContract } from './transportContract';

declare const PROJECT_ROOT: string;

const createOwnTransport = (route: Route, options: OwnTransportOptions) => create(route, Client, options);
const LIMITS = { maxResponseBytes: 10_000, connectTimeoutMs: 10_000 };
const IMPATIENT = { ...LIMITS, connectTimeoutMs: 500 };
const WAYS = ['read', 'write'] as const;
const USER = 'dba';
const PASSWORD = 'p@ss-planted:ü';
const BASIC = Buffer.from(`${USER}:${PASSWORD}`).toString('base64');
const BODY = 'DBClusterId=pc-planted';
const NAMES = ['*.polardb.test'];

const corp = authority('Corp CA');
const genuine = corp.issue(NAMES);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'own-transport-'));
const file = (name: string, content: string): string => {
  const at = path.join(folder, name);
  fs.writeFileSync(at, content);
  return at;
};
const caFile = file('corp.pem', `# Corp\n${corp.cert}`);

const cloud = new TlsCloud(genuine);
const proxy = new ConnectProxy(() => cloud.server.port, `${USER}:${encodeURIComponent(PASSWORD)}`);

before(async () => {
  await cloud.server.listen();
  await proxy.server.listen();
});
after(async () => {
  await proxy.server.close();
  await cloud.server.close();
  fs.rmSync(folder, { recursive: true });
});

const proxyUrl = (): string => `http://127.0.0.1:${proxy.server.port}`;
const through = (): Route => ({ caFile, proxy: { url: proxyUrl(), user: USER, password: PASSWORD } });
const request = (host = 'eu.polardb.test', timeoutMs = 3000): HttpRequest => ({
  method: 'POST',
  url: `https://${host}/?Action=FailoverDBCluster`,
  headers: { accept: 'application/json' },
  body: BODY,
  timeoutMs,
});
const failure = (exchange: Promise<unknown>) => failureOf(exchange, [PASSWORD, BASIC, BODY]);

describe('the transport on a route of its own', () => {
  keepsTheContract(createOwnTransport({}, IMPATIENT));

  beforeEach(() => {
    cloud.reset();
    cloud.identifyAs(genuine);
    proxy.reset();
  });

  for (const way of WAYS)
    describe(`${way}, through a proxy with a password and under a private authority`, () => {
      const holds = async (case_: Case) => {
        proxy.conduct = case_.proxy ?? 'tunnel';
        cloud.conduct = case_.cloud ?? 'answer';
        if (case_.identity) cloud.identifyAs(case_.identity);
        const error = await failure(
          createOwnTransport(through(), LIMITS)[way](request(undefined, case_.cloud === 'hang' ? 700 : 3000)),
        );
        assert.deepEqual([error.failure, error.mayHaveBeenSent], case_.ownOutcome ?? case_.outcome);
        assert.equal(cloud.requests.length, case_.requests, 'requests that reached the cloud');
        if (case_.requests === 0) assert.equal(cloud.bytes, 0, 'bytes that reached the cloud');
        assert.equal(proxy.connects.length, 1, 'tunnels asked for');
      };

      it('succeeds', async () => {
        const { status, body } = await createOwnTransport(through(), LIMITS)[way](request());
        assert.deepEqual([status, body, cloud.requests.length], [200, 'ok', 1]);
        assert.deepEqual(proxy.connects, ['eu.polardb.test:443']);
        assert.ok(cloud.requests[0]?.endsWith(BODY));
        assert.ok(!cloud.requests[0]?.toLowerCase().includes('proxy-authorization'), 'the proxy’s alone');
      });
      for (const case_ of [...CLOUD_CASES, ...PROXY_CASES]) it(case_.name, () => holds(case_));

      for (const conduct of ['close', 'html', { refuse: 407 }, { refuse: 502 }] as const)
        it(`asks a proxy that refuses once, and not again afterwards: ${JSON.stringify(conduct)}`, async () => {
          proxy.conduct = conduct;
          await failure(createOwnTransport(through(), LIMITS)[way](request()));
          // undici's ProxyAgent connects hundreds of times within this.
          await new Promise((resolve) => setTimeout(resolve, 300));
          assert.deepEqual([proxy.server.connections, proxy.connects.length], [1, 1]);
        });

      it('names the status of a wrong password', async () => {
        proxy.admits = 'dba:changed';
        const error = await failure(createOwnTransport(through(), LIMITS)[way](request()));
        assert.deepEqual([error.failure, error.systemCode, error.mayHaveBeenSent], ['proxy', '407', false]);
        assert.deepEqual([proxy.connects.length, proxy.turnedAway, cloud.bytes], [0, 1, 0]);
      });

      it('names a proxy that is not there, and one that no name leads to', async () => {
        const gone = new Listening(() => undefined);
        await gone.listen();
        const { port } = gone;
        await gone.close();
        const codes = [];
        for (const url of [`http://127.0.0.1:${port}`, 'http://proxy.nowhere.invalid:3128']) {
          const error = await failure(createOwnTransport({ proxy: { url } }, LIMITS)[way](request()));
          assert.deepEqual([error.failure, error.mayHaveBeenSent], ['proxy', false]);
          codes.push(error.systemCode);
        }
        assert.equal(codes[0], 'ECONNREFUSED');
        assert.match(codes[1] ?? '', /^(ENOTFOUND|EAI_AGAIN)$/);
      });

      it('sends nothing without the CA file, and to a certificate that has expired', async () => {
        const { proxy: way_ } = through();
        let error = await failure(createOwnTransport({ proxy: way_ }, LIMITS)[way](request()));
        assert.deepEqual(
          [error.failure, error.systemCode, error.mayHaveBeenSent],
          ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
        );
        cloud.identifyAs(corp.issue(NAMES, -1));
        error = await failure(createOwnTransport(through(), LIMITS)[way](request()));
        assert.deepEqual(
          [error.failure, error.systemCode, error.mayHaveBeenSent],
          ['tls', 'CERT_HAS_EXPIRED', false],
        );
        assert.equal(cloud.bytes, 0);
      });

      it('says of a CA file what is wrong with it, before anything is connected', async () => {
        const files: readonly (readonly [string, string])[] = [
          [path.join(folder, 'missing.pem'), 'ENOENT'],
          [folder, 'EISDIR'],
          [file('text.pem', 'not a certificate'), 'CaFileNotPem'],
          [file('broken.pem', corp.cert.replace(/MII?[^\n]{20}/, 'AAAA')), 'CaFileBroken'],
          [file('old.pem', authority('Old CA', -1).cert), 'CaFileExpired'],
          [file('huge.pem', corp.cert + ' '.repeat(4 * 1024 * 1024)), 'CaFileTooBig'],
        ];
        for (const [at, code] of files) {
          const error = await failure(
            createOwnTransport({ ...through(), caFile: at }, LIMITS)[way](request()),
          );
          assert.deepEqual([error.failure, error.systemCode, error.mayHaveBeenSent], ['caFile', code, false]);
        }
        assert.equal(proxy.server.connections, 0);
      });
    });

  it('takes a CA file of exactly the limit, in which one certificate has expired and one has not', async () => {
    const both = `${authority('Old CA', -1).cert}${corp.cert}`;
    const full = file('full.pem', both + ' '.repeat(4 * 1024 * 1024 - both.length));
    const { status } = await createOwnTransport({ ...through(), caFile: full }, LIMITS).read(request());
    assert.equal(status, 200);
  });

  it('reads the CA file anew for each connection', async () => {
    const renewed = file('renewed.pem', authority('Another CA').cert);
    const transport = createOwnTransport({ ...through(), caFile: renewed }, LIMITS);
    assert.equal((await failure(transport.write(request()))).failure, 'tls');
    fs.writeFileSync(renewed, corp.cert);
    assert.equal((await transport.write(request())).status, 200);
  });

  it('keeps a tunnel between reads and makes one for each write', async () => {
    const transport = createOwnTransport(through(), LIMITS);
    for (let n = 0; n < 3; n += 1) {
      await transport.read(request());
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(proxy.connects.length, 1);
    for (let n = 0; n < 3; n += 1) await transport.write(request());
    assert.deepEqual([proxy.connects.length, cloud.requests.length], [4, 6]);
  });

  for (const [end, stop] of [
    ['timeout', () => undefined],
    ['cancelled', () => AbortSignal.timeout(100)],
  ] as const)
    for (const way of WAYS)
      it(`sends nothing through a tunnel that opens after the ${way} has ended: ${end}`, async () => {
        proxy.conduct = 'hang';
        const error = await failure(createOwnTransport(through(), IMPATIENT)[way](request(), stop()));
        assert.deepEqual([error.failure, error.mayHaveBeenSent], [end, false]);
        await proxy.openHeld();
        assert.deepEqual([cloud.bytes, cloud.requests], [0, []]);
      });

  it('speaks TLS to a proxy that wants it, and trusts it by the same file', async () => {
    const raw = new ConnectProxy(() => cloud.server.port, `${USER}:${encodeURIComponent(PASSWORD)}`);
    let identity = corp.issue(['proxy.test']);
    const front = new Listening((socket) => {
      const secure = new tls.TLSSocket(socket, { isServer: true, ...identity });
      front.keep(secure);
      raw.accept(secure);
    });
    await front.listen();
    const own = { url: `https://127.0.0.1:${front.port}`, user: USER, password: PASSWORD };
    const transport = createOwnTransport({ caFile, proxy: own }, LIMITS);
    assert.equal((await transport.write(request())).body, 'ok');
    identity = selfSigned(['proxy.test']);
    const error = await failure(transport.write(request()));
    assert.deepEqual([error.failure, error.mayHaveBeenSent], ['proxy', false]);
    assert.equal(error.systemCode, 'DEPTH_ZERO_SELF_SIGNED_CERT');
    await front.close();
    await raw.server.close();
  });

  it('leaves no dispatcher of its own for the rest of the process', () => {
    const { outputFiles } = esbuild.buildSync({
      entryPoints: [path.join(PROJECT_ROOT, 'src/clouds/ownNetwork/undiciBundle.ts')],
      bundle: true,
      platform: 'node',
      write: false,
    });
    const slots = "['undici.globalDispatcher.1', 'undici.globalDispatcher.2']";
    const script = `${outputFiles[0]!.text}
      if (typeof module.exports.Client !== 'function') throw new Error('no client');
      process.stdout.write(JSON.stringify(${slots}.filter((slot) => Symbol.for(slot) in globalThis)));`;
    // A process of its own: in this one Node's fetch, used by another test, has set the slot.
    assert.equal(execFileSync(process.execPath, ['-'], { input: script, encoding: 'utf8' }), '[]');
  });
});
