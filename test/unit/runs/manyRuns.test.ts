import assert from 'node:assert/strict';
import { createAlibabaClient } from '../../../src/clouds/alibaba/alibabaClient';
import { text } from '../../../src/clouds/text';
import type { Transport } from '../../../src/clouds/transport';
import { switchRole } from '../../../src/operations/switchRole';
import type { Journal } from '../../../src/runs/journal';
import { RunService } from '../../../src/runs/runService';
import type { Run } from '../../../src/runs/run';
import { SeededRandom } from '../../matrix/seededRandom';
import { attribute } from '../support/fakeClient';
import { aRun } from '../support/runs';
import { flush, VirtualClock } from '../support/virtualClock';

const RUNS = 200;
/** How long the cloud takes for an answer. */
const ANSWER_MS = 150;

describe('two hundred runs at once', () => {
  it('are all read, six at a time and spread, when a window finds them', async function () {
    this.timeout(60_000);
    const clock = new VirtualClock();
    const seeded = new SeededRandom(20260115);
    const random = () => seeded.next();
    const began: number[] = [];
    let [busy, most] = [0, 0];
    const transport: Transport = {
      read: async ({ url, body }) => {
        began.push(clock.monotonic());
        most = Math.max(most, (busy += 1));
        await clock.sleep(ANSWER_MS);
        busy -= 1;
        const id = /pc-\d+/.exec(`${url} ${String(body)}`)?.[0] ?? '';
        return { status: 200, headers: {}, body: JSON.stringify(attribute(id)) };
      },
      write: () => Promise.reject(new Error('nothing is sent')),
    };
    const client = createAlibabaClient({
      profileName: 'Production',
      credentials: () => Promise.resolve({ accessKeyId: 'id', accessKeySecret: 'not-a-secret' }),
      readOnly: () => false,
      origin: (host) => Promise.resolve(`https://${host}`),
      transport,
      clock,
      random,
      nonce: () => String(random()).padEnd(20, '0'),
      log: () => undefined,
    });
    const left: Run[] = Array.from({ length: RUNS }, (_, n) =>
      aRun({
        id: `run-${n}`,
        state: 'settling',
        target: { ...aRun().target, id: `pc-${n}` },
        lease: { owner: 'closed', until: 0 },
      }),
    );
    // In memory: what is at stake here is the cloud, not the disk.
    const journal = {
      folder: '/nowhere',
      write: () => Promise.resolve(),
      list: () => Promise.resolve({ runs: left, broken: [] }),
      read: () => Promise.resolve(undefined),
      adopt: (run: Run, lease: Run['lease']) => Promise.resolve({ ...run, lease }),
    } as unknown as Journal;
    const service = new RunService({
      journal,
      clock,
      random,
      newId: () => 'unused',
      owner: 'a',
      operation: () => ({ ...switchRole, settle: () => ({ state: 'going', say: text('Switching') }) }),
      connect: () => client,
      report: () => undefined,
    });
    const recovering = service.recover();
    for (let n = 0; n < 20; n += 1) await flush();
    await recovering;
    await clock.advance(60_000);
    assert.ok(
      service.all().every(({ readAt }) => readAt !== undefined),
      'each is read within a minute',
    );
    began.length = 0;
    await clock.advance(2 * 60_000);
    await service.dispose();

    assert.ok(most <= 6, `${most} at a time`);
    const perSecond = new Map<number, number>();
    for (const at of began) {
      const second = Math.floor(at / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    const average = began.length / 120;
    const busiest = Math.max(...perSecond.values());
    assert.ok(began.length / RUNS >= 4 && began.length / RUNS <= 7, `${began.length} readings`);
    assert.ok(busiest < 4 * average, `${busiest} in the busiest second, ${average} on average`);
  });
});
