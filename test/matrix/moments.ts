import type { World } from './world';

/** Does something once the run has reached a state, some time after. */
export function once(world: World, reached: (world: World) => boolean, act: () => void): void {
  let done = false;
  world.onStep = () => {
    if (done || !reached(world)) return;
    done = true;
    act();
  };
}

/** The request had its effect, whatever anybody knows of it. */
export const accepted = ({ effects }: World): boolean => effects.length > 0;
/** Nobody knows what became of the request. */
export const doubted = ({ run }: World): boolean => run?.state === 'unknown';
