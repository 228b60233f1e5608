import { type HttpResponse, TransportError, type TransportFailure } from '../../src/clouds/transport';
import type { OnTheWay } from './doubledTransport';
import type { World } from './world';

/** Something on the way, made for the world it happens in. */
export type Making = (world: World) => OnTheWay;

const BROKEN: Readonly<Record<TransportFailure, string>> = {
  nameNotFound: 'ENOTFOUND',
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  tls: 'SELF_SIGNED_CERT_IN_CHAIN',
  proxy: 'ERR_PROXY',
  caFile: 'ENOENT',
  timeout: 'ETIMEDOUT',
  cancelled: '',
  tooLarge: '',
  other: 'EIO',
};

const broken = (failure: TransportFailure, sent: boolean): TransportError =>
  new TransportError(failure, sent, failure, BROKEN[failure]);

/** No byte of the request leaves. */
export const unsent =
  (failure: TransportFailure): Making =>
  () =>
  () =>
    Promise.reject(broken(failure, false));

/** The name service, the connection or the handshake hangs until its own limit. */
export const connectsForEver: Making = (world) => async () => {
  await world.clock.sleep(10_000);
  throw broken('timeout', false);
};

/** The request leaves and never arrives. */
export const lostBefore =
  (failure: TransportFailure): Making =>
  () =>
  () =>
    Promise.reject(broken(failure, true));

/** The request is executed and its answer never comes back. */
export const lostAfter =
  (failure: TransportFailure): Making =>
  () =>
  async (_request, forward) => {
    await forward();
    throw broken(failure, true);
  };

/** Nothing comes back until the sender gives up. */
export const hangs =
  (effect: 'made' | 'not made'): Making =>
  (world) =>
  async (request, forward) => {
    if (effect === 'made') await forward();
    await world.clock.sleep(request.timeoutMs);
    throw broken('timeout', true);
  };

/** The sender hears of a reset; the very same bytes arrive later. */
export const arrivesLate =
  (ms: number): Making =>
  (world) =>
  (_request, forward) => {
    world.later(ms, forward);
    return Promise.reject(broken('reset', true));
  };

/** It arrives in time and is executed later. */
export const executedLate =
  (ms: number): Making =>
  (world) =>
  () => {
    world.executeLater(ms);
    return Promise.reject(broken('reset', true));
  };

/** Something on the way sends the request twice; the second answer is the one that comes back. */
export const doubled: Making = () => async (_request, forward) => {
  await forward();
  return await forward();
};

/** Takes its time and is healthy. */
export const slow =
  (ms: number): Making =>
  (world) =>
  async (_request, forward) => {
    await world.clock.sleep(ms);
    return await forward();
  };

/** An answer instead of the cloud's, after the request was executed or instead of executing it. */
export const answers =
  (response: Partial<HttpResponse>, effect: 'made' | 'not made' = 'not made'): Making =>
  () =>
  async (_request, forward) => {
    if (effect === 'made') await forward();
    return { status: 200, headers: {}, body: '', ...response };
  };

export const webPage = (status: number): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Sign in</title><p>The proxy wants to know who you are.</p>',
});
