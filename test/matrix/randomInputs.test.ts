import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../src/clouds/clock';
import type { CloudCall, CloudClient, HuaweiCall, Outcome } from '../../src/clouds/cloudClient';
import { createNodeTransport } from '../../src/clouds/nodeTransport';
import { isOf, productOf, type Target } from '../../src/inventory/target';
import type { Check, Operation, Problem } from '../../src/operations/operation';
import { cloudOf } from './clouds/cloudOf';
import type { AnyFixture } from './fixtures/fixture';
import { fixtures } from './fixtures/index';
import type { RandomInput, RandomInputs } from './fixtures/randomInput';
import { SEED, SeededRandom, WHOLE } from './seededRandom';
import { Ground } from './ground';

const COUNT = WHOLE ? 10_000 : 300;
/** The sample cloud keeps all it has done; it starts over now and then, so that it stays quick. */
const FRESH_EVERY = 50;
/** A run that disagrees everywhere has said enough. */
const MOST_SHOWN = 20;

/** What the extension says of an input before anything is sent. */
interface Word {
  readonly problems: readonly Problem[];
  /** Of the checks that the cloud holds too. */
  readonly notMet: readonly Check[];
  readonly unknown: readonly Check[];
}

function wordOf(operation: Operation, inputs: RandomInputs, live: unknown, { form }: RandomInput): Word {
  const now = Date.now();
  const problems = operation.problems(form, live, now);
  const checks = isForm(operation, form, live) ? operation.preflight(form, live, now) : [];
  const hard = checks.filter(({ id }) => !inputs.advisory.includes(id));
  return {
    problems,
    notMet: hard.filter(({ state }) => state === 'notMet'),
    unknown: hard.filter(({ state }) => state === 'unknown'),
  };
}

/** Whether it can be read as a form at all; one that cannot has no checks and no request. */
function isForm(operation: Operation, form: RandomInput['form'], live: unknown): boolean {
  try {
    operation.review(form, live);
    return true;
  } catch {
    return false;
  }
}

/** What the extension and the cloud say differently; undefined where they agree. */
function disagreement(
  { problems, notMet, unknown }: Word,
  { codes }: RandomInputs,
  { unseen }: RandomInput,
  outcome: Outcome,
): string | undefined {
  const code = outcome.kind === 'accepted' ? undefined : (outcome.error.code ?? outcome.kind);
  const known = [...problems.map(({ field }) => field), ...notMet.map(({ id }) => id)];
  const codesOf = (names: readonly string[]) => names.flatMap((name) => codes[name] ?? []);
  if (code === undefined)
    return known.length > 0 ? `accepted, though ${known.join(', ')} spoke against it` : undefined;
  // Some refusals do not tell whether an earlier copy of the request had its effect.
  if (outcome.kind === 'notSent') return `${outcome.kind}: ${code}`;
  const expected = [...codesOf([...known, ...unknown.map(({ id }) => id)]), ...unseen];
  if (expected.includes(code)) return undefined;
  return `refused with ${code}, and ${known.length > 0 ? `only ${known.join(', ')}` : 'nothing'} spoke against it`;
}

/** Fixtures may share their inputs. */
const isFirst = ({ inputs }: AnyFixture, index: number): boolean =>
  fixtures.findIndex((other) => other.inputs === inputs) === index;

/** A form that is none, as the cloud would get it. */
function rawCall(action: string, target: Target, parameters: HuaweiCall['parameters']): CloudCall {
  const product = productOf(target.kind);
  const call = { action, region: target.region };
  return isOf('huawei', product)
    ? { ...call, cloud: 'huawei', product: 'das', parameters }
    : {
        ...call,
        cloud: 'alibaba',
        product: product === 'selectdb' ? 'selectdb' : 'polardb',
        parameters: { DBClusterId: target.id, ...parameters },
      };
}

describe(`random inputs (seed ${SEED})`, () => {
  let ground: Ground;
  before(async () => {
    ground = await Ground.open();
  });
  after(() => ground.close());

  function clientFor({ operation }: AnyFixture): CloudClient {
    const cloud = cloudOf(operation);
    const [key] = cloud.keys(ground.cloud);
    assert.ok(key);
    return cloud.client({
      profileName: 'Random',
      credentials: () => Promise.resolve(key),
      readOnly: () => false,
      origin: (host) => Promise.resolve(ground.cloud.hosts[host] ?? `https://${host}`),
      transport: createNodeTransport(),
      clock: systemClock,
      random: Math.random,
      nonce: randomUUID,
      log: () => undefined,
    });
  }

  function start({ on, inputs }: AnyFixture) {
    ground.cloud.reset('small');
    const stored = on.all(ground.state()).find((each) => on.nameOf(each) === inputs.cluster);
    assert.ok(stored);
    return { stored, target: on.targetOf(stored, inputs.part) };
  }

  async function send(
    client: CloudClient,
    { operation, effect }: AnyFixture,
    inputs: RandomInputs,
    target: Target,
    { form }: RandomInput,
    live: unknown,
  ): Promise<Outcome> {
    const token = randomUUID();
    const raw = rawCall(effect, target, inputs.parameters(form, target));
    return client.write(isForm(operation, form, live) ? operation.call(form, target, live, token) : raw);
  }

  for (const fixture of fixtures.filter(isFirst))
    it(`${fixture.operation.id} (${fixture.effect}), ${fixture.inputs.cluster}: form and checks accept what the cloud accepts, ${COUNT} times`, async () => {
      const { operation, inputs } = fixture;
      const random = new SeededRandom(SEED);
      const tally = { accepted: 0, refused: 0, misshapen: 0 };
      const disagreements: string[] = [];
      const client = clientFor(fixture);
      let { stored, target } = start(fixture);
      for (let number = 0; number < COUNT && disagreements.length < MOST_SHOWN; number += 1) {
        if (fixture.deletes || number % FRESH_EVERY === 0) ({ stored, target } = start(fixture));
        const input = inputs.make(random, Date.now(), stored);
        ground.cloud.patchCluster(fixture.on.idOf(stored), input.patch);
        for (const [id, patch] of Object.entries(input.others ?? {})) ground.cloud.patchCluster(id, patch);
        const live = await operation.read(client, target);
        const word = wordOf(operation, inputs, live, input);
        if (input.misshapen) {
          tally.misshapen += 1;
          if (word.problems.length === 0)
            disagreements.push(`${number}: taken: ${JSON.stringify(input.form)}`);
          continue;
        }
        const outcome = await send(client, fixture, inputs, target, input, live);
        tally[outcome.kind === 'accepted' ? 'accepted' : 'refused'] += 1;
        const found = disagreement(word, inputs, input, outcome);
        if (found !== undefined)
          disagreements.push(
            `${number}: ${found}\n  ${JSON.stringify(input.form)}\n  ${JSON.stringify(input.patch)}`,
          );
      }
      // eslint-disable-next-line no-console -- says how much was tried, and of what
      console.log(
        `\n${operation.id} (${fixture.effect}): ${COUNT} inputs with seed ${SEED}: ${tally.accepted} accepted, ${tally.refused} refused, ` +
          `${tally.misshapen} misshapen; disagreements: ${disagreements.length}\n${disagreements.join('\n')}`,
      );
      assert.equal(disagreements.length, 0);
      assert.ok(tally.accepted > COUNT / 10 && tally.refused > COUNT / 10, 'both sides were tried');
    }).timeout(COUNT * 1000);
});
