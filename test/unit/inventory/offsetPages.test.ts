import assert from 'node:assert/strict';
import type { Resource } from '../../../src/inventory/estate';
import { huaweiCall } from '../../../src/inventory/huaweiAnswers';
import { allListed, findListed, NOT_LISTED, offsetPages } from '../../../src/inventory/offsetPages';
import { unexpected } from '../../../src/inventory/answers';
import { fakeClient } from '../support/fakeClient';

const named = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: `i-${from + index}` }));

interface Options {
  readonly most?: number;
  readonly total?: unknown;
  readonly ignoresOffset?: boolean;
}

/** A service with so many instances that gives pages of at most `most`, and what it was asked for. */
function service(all: number, { most = 100, total = all, ignoresOffset = false }: Options = {}) {
  const client = fakeClient(({ parameters: { offset, limit } }) => {
    const from = ignoresOffset ? 0 : Number(offset);
    return {
      instances: named(from, Math.min(all, from + Math.min(most, Number(limit)))),
      total_count: total,
    };
  });
  const pages = () =>
    offsetPages(client, {
      call: (page) => huaweiCall('rds', 'ListInstances', 'cn-north-4', page),
      limit: 100,
      items: 'instances',
      totals: ['total_count', 'total'],
      id: 'id',
      parse: (item, at): Resource | undefined => {
        const { id } = item as { id: string };
        if (id === 'i-7') throw unexpected('ListInstances', `${at}.name`, 'missing');
        return id === 'i-8' ? undefined : { id, name: id, region: 'cn-north-4' };
      },
    });
  const offsets = () => client.calls.map(({ parameters }) => parameters['offset']);
  return { pages, offsets };
}
const read = async ({ pages }: ReturnType<typeof service>) => {
  const found: string[] = [];
  let [total, problems] = [0, 0];
  for await (const page of pages()) {
    found.push(...page.resources.map(({ id }) => id));
    problems += page.problems.length;
    total = page.total;
  }
  return { found: found.length, once: new Set(found).size, total, problems };
};

describe('a list that is read by offset', () => {
  for (const [all, offsets] of [
    [0, [0]],
    [1, [0]],
    [99, [0]],
    [100, [0]],
    [101, [0, 100]],
    [250, [0, 100, 200]],
  ] as const)
    it(`of ${all} is asked for at ${offsets.join(', ')}`, async () => {
      const list = service(all);
      const strange = all > 8 ? 1 : 0;
      const { found, once, total, problems } = await read(list);
      assert.deepEqual([found + problems + strange, once], [all, found]);
      assert.equal(total, all - strange, 'what is of another product is not counted');
      assert.deepEqual(list.offsets(), offsets);
    });

  it('goes on by what came where pages are smaller than asked for', async () => {
    const list = service(25, { most: 10 });
    assert.equal((await read(list)).found, 23);
    assert.deepEqual(list.offsets(), [0, 10, 20]);
  });

  it('ends at a page that brings nothing new, and says how many there should be', async () => {
    const list = service(150, { ignoresOffset: true });
    assert.deepEqual(await read(list), { found: 98, once: 98, total: 149, problems: 1 });
    assert.deepEqual(list.offsets(), [0, 100]);
  });

  for (const total of [undefined, null, 'many'])
    it(`ends at a page that is not full where the total is ${String(total)}`, async () => {
      const list = service(130, { total });
      assert.equal((await read(list)).found, 128);
      assert.deepEqual(list.offsets(), [0, 100]);
    });

  it('takes a total that is written as a text, under any of its names', async () => {
    const client = fakeClient(() => ({ instances: named(0, 3), total: '3' }));
    const pages = offsetPages(client, {
      call: (page) => huaweiCall('ddm', 'ListInstances', 'cn-north-4', page),
      limit: 3,
      items: 'instances',
      totals: ['total_record', 'total'],
      id: 'id',
      parse: (item) => ({ ...(item as { id: string }), name: '', region: '' }),
    });
    assert.equal((await allListed(pages)).length, 3);
    assert.equal(client.calls.length, 1);
  });

  it('is no list where the field holds something else', async () => {
    const client = fakeClient(() => ({ instances: 'none' }));
    const pages = offsetPages(client, {
      call: (page) => huaweiCall('rds', 'ListInstances', 'cn-north-4', page),
      limit: 3,
      items: 'instances',
      totals: [],
      id: 'id',
      parse: () => undefined,
    });
    await assert.rejects(allListed(pages), { kind: 'answer', message: /instances is a string/ });
  });

  const answered = (answer: object) =>
    offsetPages(
      fakeClient(() => answer),
      {
        call: (page) => huaweiCall('das', 'ListConnections', 'cn-north-4', page),
        limit: 3,
        items: 'das_conn_info_list',
        totals: ['total_record'],
        id: 'connection_id',
        parse: () => undefined,
      },
    );

  it('is empty where it is left out and the total says none', async () =>
    assert.deepEqual(await allListed(answered({ total_record: 0 })), []));

  it('is no list where nothing tells of one: somebody else’s JSON does not prove that nothing is there', () =>
    assert.rejects(allListed(answered({ login: 'https://portal.example/' })), {
      kind: 'answer',
      message: /das_conn_info_list is missing/,
    }));
});

describe('what a list does not hold', () => {
  const at = (id: string) => ({ region: 'cn-north-4', id });

  it('is not there, once all was read', async () => {
    const list = service(5);
    await assert.rejects(findListed(list.pages(), at('i-9')), { code: NOT_LISTED });
  });

  it('may be there where an entry cannot be read', async () => {
    await assert.rejects(findListed(service(9).pages(), at('i-99')), {
      kind: 'answer',
      message: /i-7\.name/,
    });
  });

  it('may be there where the list ends too soon', async () => {
    const list = service(5, { total: 6 });
    await assert.rejects(findListed(list.pages(), at('i-9')), { kind: 'answer', message: /listed 5 of 6/ });
  });

  it('is not looked for any further once it is found', async () => {
    const list = service(250);
    assert.equal((await findListed(list.pages(), at('i-120'))).id, 'i-120');
    assert.deepEqual(list.offsets(), [0, 100]);
  });
});
