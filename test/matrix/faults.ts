import type { AnyFixture, FixtureCase, Stored } from './fixtures/fixture';
import type { Verdict } from './judge';
import type { World } from './world';

/** How often a fault strikes before the world is healthy again. */
export const TIMES = [1, 2, Infinity] as const;
export type Times = (typeof TIMES)[number];

/** One way in which the world goes wrong, and what must be claimed of it. */
export interface Fault {
  readonly group: string;
  readonly name: string;
  /** Called between the confirmation and the sending. */
  arrange(world: World): void;
  /** The one right claim. */
  claim(world: World): Verdict['claim'];
  /** The code that the run must name, where the sample cloud refuses with one. */
  readonly code?: string;
  /** What else speaks against how it went. */
  readonly also?: (world: World) => Iterable<string>;
  /** False where the operation or its case has no room for it. */
  readonly fits?: ((fixture: AnyFixture, aim: FixtureCase<Stored>) => boolean) | undefined;
}

/** The same claim, whatever the operation. */
export const always = (claim: Verdict['claim']) => () => claim;

/** What a request comes to whose effect was made without anybody hearing of it. */
export const traced = ({ setting }: World): Verdict['claim'] =>
  setting.fixture.trace === false ? 'unknown' : 'settled';
