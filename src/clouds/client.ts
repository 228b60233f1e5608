import { setMaxListeners } from 'node:events';
import type { AccessKey } from './accessKey';
import type { Way } from './answer';
import { type Clock, stopwatch } from './clock';
import type { CloudCall, CloudClient, RequestLogEntry, Ruling } from './cloudClient';
import { CloudError } from './cloudError';
import { createLimiter } from './limiter';
import { networkError } from './networkError';
import { policyError, readOnlyError } from './notAllowed';
import type { Protocol } from './protocol';
import type { ProfileNetwork } from './profileNetwork';
import { receivedAnswer } from './receivedAnswer';
import { brokenHere, cancelledError, retryRead, retryWrite, type AttemptResult } from './retry';
import { TransportError, type HttpResponse, type Transport } from './transport';

export interface ClientDeps {
  readonly profileName: string;
  /** Read for each call. A rejection that is not a CloudError is reported without its words. */
  credentials(signal?: AbortSignal): Promise<AccessKey>;
  /** Where keys are renewed: what to sign a call with that takes longer than one attempt. */
  readonly renewal?: KeyRenewal;
  readOnly(): boolean;
  /** What the person's safety policy says of a write; read for each attempt. Never rejects. */
  readonly ruling?: (call: CloudCall) => Promise<Ruling | undefined>;
  /** The origin to call for a real host: `https://` and the host, or the sample cloud's loopback address. */
  origin(host: string): Promise<string>;
  readonly transport: Transport;
  /** The profile's own, where it has one. Asked for each call: its hosts stand in place of the public ones. */
  network?(): ProfileNetwork | undefined;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** How often a read may be repeated; see `retryRead`. */
  readonly readRepeats?: number;
  /** A value never used before, 16 random bytes or more, in ASCII. */
  nonce(): string;
  log(entry: RequestLogEntry): void;
}

/** What becomes of a key that `credentials` gave. */
export interface KeyRenewal {
  /** The key to sign the next attempt with: the same, or the one that has taken its place. Rejects with CloudError. */
  renewed(key: AccessKey, signal?: AbortSignal): Promise<AccessKey>;
  /** The cloud calls this key expired. Whether there will be another one. */
  expired(key: AccessKey): boolean;
}

const READS_PER_HOST = 6;

/** A cloud as one profile sees it. A read-only profile sends nothing but the operations known to be reads. */
export function createClient<C extends CloudCall>(protocol: Protocol<C>, deps: ClientDeps): CloudClient {
  const limiter = createLimiter(READS_PER_HOST);
  /** Hosts that answered where the first one of the tables did not. */
  const found = new Map<string, string>();
  const keyOf = ({ product, region }: CloudCall): string => `${product} ${region}`;
  const ownHostOf = ({ product }: C): string | undefined => deps.network?.()?.hosts?.[product];
  const hostOf = (call: C): string => ownHostOf(call) ?? found.get(keyOf(call)) ?? protocol.hostFor(call);
  const own = (call: CloudCall): C => {
    if (call.cloud !== protocol.cloud) throw new Error(`${call.action} is not a call of ${protocol.cloud}.`);
    return call as C;
  };

  const readAt = async (host: string, call: C, signal?: AbortSignal): Promise<unknown> => {
    const ready = await prepare(protocol, call, host, deps, signal);
    const { body } = await retryRead(
      // A read that waits for its turn is not under way yet, so its time has not begun.
      (number, timeoutMs) =>
        limiter.run(
          ready.host,
          () => {
            const read = () => send(protocol, 'read', call, ready, deps, { number, timeoutMs, signal });
            return protocol.keyGuard ? protocol.keyGuard.turn(read, signal) : read();
          },
          signal,
        ),
      deps,
      signal,
    ).catch((error: unknown) => {
      throw signal?.aborted ? cancelledError() : error;
    });
    return body;
  };

  return {
    async read(anyCall, signal) {
      const call = own(anyCall);
      // The way of reads repeats without asking, so no write may take it, whatever the profile.
      if (!protocol.isRead(call)) throw readOnlyError(call, deps);
      // One signal ends the reads of all regions: Node takes more than ten that listen for a leak, and warns.
      if (signal) setMaxListeners(0, signal);
      const host = hostOf(call);
      try {
        return await readAt(host, call, signal);
      } catch (error) {
        // A private cloud's keys and names are no business of the public one.
        const other = ownHostOf(call) === undefined ? protocol.otherHostFor(call) : undefined;
        const wrong = error instanceof CloudError && protocol.wrongHost.has(error.code ?? '');
        if (other === undefined || other === host || !wrong) throw error;
        const body = await readAt(other, call, signal).catch(() => {
          throw error;
        });
        found.set(keyOf(call), other);
        return body;
      }
    },

    async write(anyCall, { signal, mayStillSend } = {}) {
      const call = own(anyCall);
      const spent = stopwatch(deps.clock);
      const forbidden = () =>
        deps.readOnly() && !protocol.isRead(call) ? readOnlyError(call, deps) : protocol.keyGuard?.whyNot();
      const ruled = async () =>
        protocol.isRead(call) ? undefined : policyError(call, await deps.ruling?.(call));
      let ready: Ready;
      try {
        const no = forbidden() ?? (await ruled());
        if (no) throw no;
        ready = await prepare(protocol, call, hostOf(call), deps, signal);
      } catch (error) {
        return {
          kind: 'notSent',
          error: error instanceof CloudError ? error : brokenHere(false),
          attempts: [],
        };
      }
      return await retryWrite(
        (number, timeoutMs) => send(protocol, 'write', call, ready, deps, { number, timeoutMs, signal }),
        { hasToken: hasToken(call), signal, mayStillSend, forbidden, ruled, spent },
        deps,
      );
    },

    view(anyCall) {
      const call = own(anyCall);
      const isOwn = ownHostOf(call) !== undefined;
      return { ...protocol.view(call), host: hostOf(call), ...(isOwn ? { ownHost: true } : {}) };
    },

    ...(deps.ruling ? { ruling: deps.ruling } : {}),
  };
}

/** A named parameter without a value protects from nothing. */
const hasToken = ({ tokenParameter, parameters }: CloudCall): boolean =>
  tokenParameter !== undefined && !!parameters[tokenParameter];

interface Ready {
  readonly host: string;
  readonly origin: string;
  readonly credentials: AccessKey;
  readonly secrets: readonly string[];
}

/** All that a call needs before it is sent. Rejects with CloudError, and nothing was sent. */
async function prepare<C extends CloudCall>(
  protocol: Protocol<C>,
  call: C,
  host: string,
  deps: ClientDeps,
  signal?: AbortSignal,
): Promise<Ready> {
  if (signal?.aborted) throw cancelledError();
  protocol.check?.(call);
  const keys = await usableKeys(protocol, call, deps, deps.credentials(signal));
  const origin = await deps.origin(host).catch((error: unknown) => {
    if (error instanceof CloudError) throw error;
    throw networkError(new TransportError('other', false, 'no origin'), {
      profile: deps.profileName,
      host,
      region: call.region,
      operation: call.action,
    });
  });
  return { host, origin, ...keys };
}

/** Keys that can be signed with. Rejects with CloudError. */
async function usableKeys<C extends CloudCall>(
  protocol: Protocol<C>,
  call: C,
  deps: ClientDeps,
  coming: Promise<AccessKey>,
): Promise<Pick<Ready, 'credentials' | 'secrets'>> {
  const credentials = await coming.catch((error: unknown) => {
    throw error instanceof CloudError ? error : protocol.badKeys('unreadable', deps.profileName);
  });
  const { accessKeyId, accessKeySecret, securityToken = '' } = credentials;
  // They become headers: a stray line break or a pasted blank must not reach the stack, whose errors quote them.
  if (
    !accessKeyId ||
    !accessKeySecret ||
    [accessKeyId, securityToken].some((value) => /[^\x21-\x7e]/.test(value))
  )
    throw protocol.badKeys('unusable', deps.profileName);
  return { credentials, secrets: protocol.secretsOf(call, credentials) };
}

interface Sending {
  readonly number: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** One attempt, newly signed and logged; a later one with the keys that are good then. */
async function send<C extends CloudCall>(
  protocol: Protocol<C>,
  way: Way,
  call: C,
  ready: Ready,
  deps: ClientDeps,
  sending: Sending,
): Promise<AttemptResult> {
  const { renewal, clock } = deps;
  const at = clock.now();
  let keys: Pick<Ready, 'credentials' | 'secrets'> = ready;
  if (renewal && sending.number > 1)
    try {
      keys = await usableKeys(protocol, call, deps, renewal.renewed(ready.credentials, sending.signal));
    } catch (error) {
      const why = error instanceof CloudError ? error : brokenHere(false);
      const attempt = { at, durationMs: clock.now() - at };
      return { kind: 'failed', error: why, effect: 'unsent', transient: false, attempt };
    }
  const result = await attempted(protocol, way, call, { ...ready, ...keys }, deps, sending);
  // The gateway turned it away for its key alone, so nothing was executed.
  return result.kind === 'failed' && isExpired(result.error) && renewal?.expired(keys.credentials)
    ? { ...result, effect: 'rejected', transient: true }
    : result;
}

const isExpired = ({ code = '' }: CloudError): boolean => code.startsWith('InvalidSecurityToken.Expired');

async function attempted<C extends CloudCall>(
  protocol: Protocol<C>,
  way: Way,
  call: C,
  ready: Ready,
  deps: ClientDeps,
  { number, timeoutMs, signal }: Sending,
): Promise<AttemptResult> {
  const at = deps.clock.now();
  const began = deps.clock.monotonic();
  // The host that is signed is the one that the stack names in the Host header.
  const { host } = new URL(ready.origin);
  const { method, target, headers, body } = protocol.sign(call, {
    ...ready,
    host,
    now: at,
    nonce: deps.nonce(),
  });
  let response: HttpResponse | TransportError;
  try {
    response = await deps.transport[way](
      {
        method,
        url: `${ready.origin}${target}`,
        headers: { ...headers, 'user-agent': 'ClusterDeck' },
        timeoutMs,
        ...(body === undefined ? {} : { body }),
      },
      signal,
    );
  } catch (error) {
    response =
      error instanceof TransportError ? error : new TransportError('other', true, 'unexpected failure');
  }
  const now = deps.clock.now();
  const of = { profile: deps.profileName, operation: call.action, region: call.region };
  const context = { ...ready, ...of, network: deps.network?.(), now };
  const timing = {
    at,
    durationMs: Math.round(deps.clock.monotonic() - began),
    ...(way === 'write' && !(response instanceof TransportError)
      ? { answer: receivedAnswer(response, ready.secrets) }
      : {}),
  };
  const result = protocol.readAnswer(response, context, timing, way, call);
  protocol.keyGuard?.note(result);
  const { status, code, requestId, durationMs } = result.attempt;
  deps.log({
    at,
    durationMs,
    profile: deps.profileName,
    operation: call.action,
    region: call.region,
    host: ready.host,
    attempt: number,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
  return result;
}
