import assert from 'node:assert/strict';
import { operations } from '../../src/operations/index';
import { type Cell, cellsOf, nameOf, run } from './cells';
import { fixtures } from './fixtures/index';
import { SEED, SeededRandom, WHOLE } from './seededRandom';
import { Table } from './table';
import { Ground } from './ground';

/** How many cells a sample has of each group of faults. */
const SAMPLED = 5;

/** All cells, or of each operation and group of faults a few, picked by the seed. */
function picked(cells: readonly Cell[]): readonly Cell[] {
  if (WHOLE) return cells;
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const group = `${cell.fixture.effect} ${cell.fault.group}`;
    groups.set(group, [...(groups.get(group) ?? []), cell]);
  }
  const random = new SeededRandom(SEED);
  return [...groups.values()].flatMap((group) => random.shuffled(group).slice(0, SAMPLED));
}

/**
 * Every operation of the catalogue times every fault: see fixtures/README.md for how an operation joins. `--all` runs the
 * whole of it, otherwise a sample by the printed seed.
 */
describe(`the fault matrix (seed ${SEED})`, () => {
  let ground: Ground;
  const table = new Table();
  before(async () => {
    ground = await Ground.open();
  });
  after(async () => {
    await ground.close();
    // eslint-disable-next-line no-console -- the table is what people run this for
    console.log(
      `\n${WHOLE ? 'the whole matrix' : `a sample of the matrix, seed ${SEED}`}\n${table.toString()}\n`,
    );
  });

  it('has a fixture for every operation of the catalogue', () =>
    assert.deepEqual(
      [...new Set(fixtures.map(({ operation }) => operation.id))],
      operations.map(({ id }) => id),
    ));

  for (const cell of picked(cellsOf(fixtures)))
    it(nameOf(cell), async () => {
      const verdict = await run(cell, ground);
      table.add(cell, verdict);
      assert.deepEqual(verdict.disagreements, []);
    });
});
