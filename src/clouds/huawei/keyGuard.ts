import { CloudError } from '../cloudError';
import { createLimiter } from '../limiter';
import type { KeyGuard } from '../protocol';
import { text } from '../text';

export interface HuaweiKeyGuard extends KeyGuard {
  /** The failure that keeps everything from being sent. */
  problem(): CloudError | undefined;
  /** A person wants to try the key again: the next call goes out, alone. */
  tryAgain(): void;
}

/** With one more that a person asks for, fewer than the five failures that lock a key. */
const MOST_AT_ONCE = 3;

/**
 * Keeps a key from being locked, which five failures within minutes do. Until the cloud has accepted it once, reads go
 * out one at a time, so that a wrong key fails once and not for every region at the same time; from then on a few, as a
 * key may expire or be withdrawn at any time, and then all fail that are on their way. After a failure nothing is sent
 * until a person says so.
 */
export function createKeyGuard(profile: string): HuaweiKeyGuard {
  const lane = createLimiter(1);
  const lanes = createLimiter(MOST_AT_ONCE);
  let accepted = false;
  let problem: CloudError | undefined;
  const whyNot = (): CloudError | undefined => problem && stopped(problem, profile);

  return {
    whyNot,
    async turn(read, signal) {
      const first = accepted
        ? undefined
        : await lane.run('key', async () => (accepted ? undefined : await go(read)), signal);
      return first ?? (await lanes.run('key', () => go(read), signal));
    },
    note(result) {
      if (result.kind === 'failed' && result.error.kind === 'keyRejected') {
        problem = result.error;
        accepted = false;
      } else if (result.kind === 'accepted' || provesKey(result.error)) accepted = !problem;
    },
    problem: () => problem,
    tryAgain: () => (problem = undefined),
  };

  async function go<T>(read: () => Promise<T>): Promise<T> {
    const no = whyNot();
    if (no) throw no;
    return await read();
  }
}

/** Errors of a service behind the gateway, which has let the key pass. */
const provesKey = ({ kind, status }: CloudError): boolean =>
  status !== undefined && (kind === 'refused' || kind === 'permission');

const stopped = ({ code, requestId, explanation, advice }: CloudError, profile: string): CloudError =>
  new CloudError({
    kind: 'keyRejected',
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
    explanation: text(
      'Nothing was sent for profile {profile}, to keep its access key from being locked. {why}',
      { profile, why: explanation },
    ),
    ...(advice ? { advice } : {}),
  });
