import { plain } from '../../../src/clouds/text';
import { always, type Fault, traced } from '../faults';
import { accepted, doubted, once } from '../moments';
import { answers, lostAfter } from '../onTheWay';
import type { World } from '../world';

const MINUTE = 60_000;
const REJECTED = 'APIGW.0301';

const lastSaid = ({ run }: World): string => {
  const last = run?.timeline.at(-1);
  return last ? plain(last.say) : '';
};

/** Each rejection counts towards the lock, so nothing at all may follow the first; and the run says why it stands still. */
function* nothingAfter(world: World): Generator<string> {
  const { exchanges } = world.transport;
  const first = exchanges.findIndex(({ answer }) => answer?.body.includes(REJECTED));
  if (first < 0) yield `nothing was answered with ${REJECTED}`;
  else if (first < exchanges.length - 1)
    yield `sent ${exchanges.length - 1 - first} more requests after ${REJECTED}`;
  const said = lastSaid(world);
  if (!said.startsWith('Waiting for keys that work; update them or retry: ')) yield `says “${said}”`;
}

const clockGoesWrong = (world: World) => (world.ground.skewMs = 20 * MINUTE);

/** As the retry in the run panel does. */
function clockIsSet(world: World): void {
  world.ground.skewMs = 0;
  world.retry();
}

const losesTheAnswer = (world: World) =>
  world.transport.spoilWrites({ times: Infinity, act: lostAfter('reset')(world) });

const group = 'the key is rejected';

/** Five rejections lock a key of Huawei Cloud: what is watched stands still at the first, until a person says so. */
export const KEY_FAULTS: readonly Fault[] = [
  {
    group,
    name: 'signature expired during the watch',
    arrange: (world) => once(world, accepted, () => clockGoesWrong(world)),
    claim: always('waiting'),
    also: nothingAfter,
  },
  {
    group,
    name: 'signature expired after a lost answer',
    arrange: (world) => {
      losesTheAnswer(world);
      once(world, doubted, () => clockGoesWrong(world));
    },
    claim: always('waiting'),
    also: nothingAfter,
  },
  {
    group,
    name: 'key deleted during the watch',
    arrange: (world) =>
      once(world, accepted, () =>
        world.transport.spoilReads(
          answers({
            status: 401,
            body: `{"error_msg":"Get secretKey failed,ak:x,err:ak not exist","error_code":"${REJECTED}","request_id":"r"}`,
          })(world),
        ),
      ),
    claim: always('waiting'),
    also: nothingAfter,
  },
  {
    group,
    name: 'signature expired during the watch, the clock is set after half an hour and a person retries',
    arrange: (world) =>
      once(world, accepted, () => {
        clockGoesWrong(world);
        world.later(30 * MINUTE, () => clockIsSet(world));
      }),
    claim: always('settled'),
  },
  {
    group,
    name: 'signature expired after a lost answer, the clock is set after half an hour and a person retries',
    arrange: (world) => {
      losesTheAnswer(world);
      once(world, doubted, () => {
        clockGoesWrong(world);
        world.later(30 * MINUTE, () => clockIsSet(world));
      });
    },
    claim: traced,
  },
];
