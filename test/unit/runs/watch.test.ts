import assert from 'node:assert/strict';
import { FailingReads } from '../../../src/runs/watch';

describe('readings that fail in a row', () => {
  const MINUTE = 60_000;

  it('count from the first one', () => {
    const reads = new FailingReads();
    assert.deepEqual(
      [0, 1, 3, 4].map((at) => reads.failed(at * MINUTE) / MINUTE),
      [0, 1, 3, 4],
    );
  });

  it('begin anew after one that went well', () => {
    const reads = new FailingReads();
    reads.failed(0);
    reads.failed(MINUTE);
    reads.reset();
    assert.equal(reads.failed(10 * MINUTE), 0);
    assert.equal(reads.failed(11 * MINUTE), MINUTE);
  });

  it('do not count a night for which the machine slept, nor a clock that is set back', () => {
    const reads = new FailingReads();
    reads.failed(0);
    assert.equal(reads.failed(8 * 60 * MINUTE), 3 * MINUTE);
    assert.equal(reads.failed(7 * 60 * MINUTE), 3 * MINUTE);
    assert.equal(reads.failed(7 * 60 * MINUTE + MINUTE), 4 * MINUTE);
  });
});
