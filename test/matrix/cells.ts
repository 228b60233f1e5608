import type { Operation } from '../../src/operations/operation';
import { cloudOf } from './clouds/cloudOf';
import { type Fault, traced } from './faults';
import type { AnyFixture, FixtureCase, Stored } from './fixtures/fixture';
import { judge, type Verdict } from './judge';
import type { Death } from './mortalWindow';
import { lostAfter, lostBefore, type Making } from './onTheWay';
import { refusalsOf, stateFaults } from './stateFaults';
import type { Ground } from './ground';
import { World } from './world';
import { documentedRefusals, writeFaults } from './writeFaults';

/** One run of the matrix: an operation's case, with or without its token, one fault, and perhaps a window that dies. */
export interface Cell {
  readonly operation: Operation;
  readonly fixture: AnyFixture;
  readonly aim: FixtureCase<Stored>;
  readonly token: boolean;
  readonly fault: Fault;
  readonly death?: Death;
}

export const nameOf = ({ operation, aim, token, fault, death }: Cell): string =>
  [
    `${operation.id}, ${aim.name}${token ? '' : ', without its token'}`,
    `${fault.group}: ${fault.name}`,
    ...(death ? [`dies ${death.when} journal write ${death.write}`] : []),
  ].join(' · ');

/** More journal writes than a switch of half a minute takes. */
const WRITES = 9;

/** A window that dies at each of its journal's writes, whatever became of its request. */
const DEATHS: readonly { readonly fault: Fault; readonly death: Death }[] = (
  [
    ['the answer comes', undefined],
    ['the answer was lost', lostAfter('reset')],
    ['the request was lost', lostBefore('reset')],
  ] as const satisfies readonly (readonly [string, Making | undefined])[]
).flatMap(([name, making]) =>
  (['before', 'after'] as const).flatMap((when) =>
    Array.from({ length: WRITES }, (_, index) => ({
      death: { when, write: index + 1 },
      fault: {
        group: 'the window dies',
        name,
        arrange: (world: World) => {
          if (making) world.transport.spoilWrites({ times: Infinity, act: making(world) });
        },
        claim: (world: World): Verdict['claim'] => {
          if (index === 0 && when === 'before') return 'no run';
          if (world.effects.length === 0) return 'unknown';
          // Without a trace only an answer tells, and only one that was journaled before the window died.
          return world.run?.outcome?.kind === 'accepted' ? 'settled' : traced(world);
        },
      },
    })),
  ),
);

/** Everything there is to run for the operations of the catalogue that have a fixture. */
export function cellsOf(fixtures: readonly AnyFixture[]): readonly Cell[] {
  return fixtures.flatMap((fixture) => {
    const cloud = cloudOf(fixture.operation);
    return fixture.cases.flatMap((aim) => {
      const { operation } = fixture;
      const faults = [
        ...writeFaults(cloud),
        ...documentedRefusals(operation),
        ...refusalsOf(aim),
        ...stateFaults(cloud),
        ...(fixture.faults ?? []),
      ].filter(({ fits }) => fits?.(fixture, aim) ?? true);
      const withAndWithout = <T>(list: readonly T[], cell: (item: T, token: boolean) => Cell): Cell[] =>
        (fixture.token === false ? [false] : [true, false]).flatMap((token) =>
          list.map((item) => cell(item, token)),
        );
      return [
        ...withAndWithout(faults, (fault, token) => ({ operation, fixture, aim, token, fault })),
        ...withAndWithout(DEATHS, (one, token) => ({ operation, fixture, aim, token, ...one })),
      ];
    });
  });
}

/** Runs a cell to its end. */
export async function run(cell: Cell, ground: Ground): Promise<Verdict> {
  const world = new World(ground, cell);
  try {
    await world.confirm(() => cell.fault.arrange(world));
    await world.toTheEnd();
    return judge(world, cell.fault);
  } finally {
    await world.close();
  }
}
