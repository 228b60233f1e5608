/** Runs at most `limit` tasks at a time for each key; the others wait in the order they came. */
export interface Limiter {
  /** Rejects with the signal's reason, without having run the task, when it is aborted while waiting. */
  run<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface Lane {
  running: number;
  readonly waiting: Set<() => void>;
}

export function createLimiter(limit: number): Limiter {
  const lanes = new Map<string, Lane>();
  return {
    async run(key, task, signal) {
      const lane = lanes.get(key) ?? { running: 0, waiting: new Set() };
      lanes.set(key, lane);
      if (lane.running >= limit) await turn(lane, signal);
      else lane.running += 1;
      try {
        signal?.throwIfAborted();
        return await task();
      } finally {
        const [next] = lane.waiting;
        // The place is handed on, not freed: a newcomer must not overtake those who wait.
        if (next) next();
        else {
          lane.running -= 1;
          if (lane.running === 0) lanes.delete(key);
        }
      }
    },
  };
}

function turn({ waiting }: Lane, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      waiting.delete(go);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const stop = () => {
      waiting.delete(go);
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    signal?.addEventListener('abort', stop, { once: true });
    waiting.add(go);
  });
}
