import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { publishedKeys, type SampleAccessKey } from './accessKeys';
import { alibabaEndpoint } from './alibabaEndpoint';
import { serveControl } from './control';
import { type EndpointParts, type RequestLine, serve } from './endpoint';
import { type EstateName, SampleEstate } from './estate';
import { type FaultRule, Faults } from './faults';
import type { GatewayParts } from './gateway';
import { HOSTS } from './hosts';
import { huaweiEndpoint } from './huawei/huaweiEndpoint';
import { HUAWEI_HOSTS } from './huawei/huaweiHosts';
import { publishedHuaweiKeys } from './huawei/keys';
import { NonceLog } from './nonceLog';
import type { Effect } from './sampleCluster';

export interface SampleCloudOptions {
  /** Where state.json and nonces.log are kept; made where it does not exist. */
  readonly stateDir: string;
  /** How much faster than the real service a switch goes; 4 where unset. */
  readonly speed?: number;
  /** What to start with; where unset, what the folder holds, or `small`. */
  readonly estate?: EstateName;
  /** Time for dates, signatures and switches; the machine's where unset. Milliseconds since the epoch. */
  readonly clock?: { now(): number };
}

/** A running sample cloud. */
export interface SampleCloudHandle {
  /** By real host name, the loopback address that doubles it. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Address of the control server. */
  readonly control: string;
  readonly token: string;
  readonly accessKeys: readonly SampleAccessKey[];
  /** The same for Huawei Cloud. */
  readonly huaweiAccessKeys: readonly SampleAccessKey[];
  effects(): readonly Effect[];
  /** The latest requests, the oldest first. */
  requests(): readonly RequestLine[];
  addFaults(rules: readonly FaultRule[]): void;
  clearFaults(): void;
  /** Merges fields into a stored cluster, instance or connection (see SampleEstate.patch); throws a RangeError where there is none. */
  patchCluster(id: string, patch: Readonly<Record<string, unknown>>): void;
  deleteCluster(id: string): void;
  /** Whether DAS keeps connections that are made from now on out of its lists. */
  hideNewConnections(hidden: boolean): void;
  /** Lets time pass for the clusters. */
  advance(ms: number): void;
  setSpeed(speed: number): void;
  reset(estate?: EstateName): void;
  /** When something was last asked of it, in milliseconds since the epoch of the machine. */
  lastRequestAt(): number;
  stop(): Promise<void>;
}

const REQUESTS_KEPT = 1000;

/** Starts the sample cloud in this process: a listener on 127.0.0.1 for each doubled host, and the control. */
export async function startSampleCloud(options: SampleCloudOptions): Promise<SampleCloudHandle> {
  const now = () => options.clock?.now() ?? Date.now();
  let speed = options.speed ?? 4;
  let lastRequestAt = Date.now();
  fs.mkdirSync(options.stateDir, { recursive: true });
  const estate = new SampleEstate(path.join(options.stateDir, 'state.json'), now, options.estate);
  const faults = new Faults();
  const requests: RequestLine[] = [];
  const stopping = new AbortController();
  const parts: EndpointParts & GatewayParts = {
    estate,
    faults,
    now,
    nonces: new NonceLog(path.join(options.stateDir, 'nonces.log'), now()),
    speed: () => speed,
    log: (line) => {
      requests.push(line);
      if (requests.length > REQUESTS_KEPT) requests.shift();
    },
    delay: (ms) => delay(ms, stopping.signal),
  };
  const token = randomBytes(24).toString('hex');
  const controlParts = {
    token,
    estate,
    faults,
    requests: () => requests,
    setSpeed: (value: number) => (speed = value),
  };

  const servers: http.Server[] = [];
  const listen = async (handler: (m: http.IncomingMessage, r: http.ServerResponse) => Promise<void>) => {
    const server = http.createServer((message, response) => {
      lastRequestAt = Date.now();
      // A client that hangs up in the middle is its own business.
      handler(message, response).catch(() => response.destroy());
    });
    servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const hosts: Record<string, string> = {};
  const endpoints = [
    ...HOSTS.map((host) => alibabaEndpoint(parts, host)),
    ...HUAWEI_HOSTS.map((host) => huaweiEndpoint(parts, host)),
  ];
  for (const endpoint of endpoints)
    hosts[endpoint.host] = await listen((message, response) => serve(parts, endpoint, message, response));
  const control = await listen((message, response) => serveControl(controlParts, message, response));

  const known = (found: boolean, id: string) => {
    if (!found) throw new RangeError(`The sample cloud has no cluster ${id}.`);
  };
  return {
    hosts,
    control,
    token,
    accessKeys: publishedKeys(),
    huaweiAccessKeys: publishedHuaweiKeys(),
    effects: () => estate.effects(),
    requests: () => requests,
    addFaults: (rules) => faults.add(rules),
    clearFaults: () => faults.clear(),
    patchCluster: (id, patch) => known(estate.patch(id, patch), id),
    deleteCluster: (id) => known(estate.delete(id), id),
    hideNewConnections: (hidden) => estate.huawei.hideNew(hidden),
    advance: (ms) => estate.advance(ms),
    setSpeed: (value) => (speed = value),
    reset: (name) => estate.reset(name),
    lastRequestAt: () => lastRequestAt,
    stop: async () => {
      stopping.abort();
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

const delay = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
