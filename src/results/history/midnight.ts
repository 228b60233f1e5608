/** How long it is until the next day begins by the clocks of this machine, in milliseconds; at least a second. */
export function untilMidnight(now: number): number {
  const today = new Date(now);
  const next = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1);
  return Math.max(1000, next.getTime() - now);
}

/** Calls `act` whenever a new day has begun. A machine that sleeps then is told late. */
export function atMidnight(now: () => number, act: () => void): { dispose(): void } {
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(() => {
      act();
      wait();
    }, untilMidnight(now()));
  };
  wait();
  return { dispose: () => clearTimeout(timer) };
}
