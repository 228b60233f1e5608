import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { TreeNode } from '../../../src/explorer/treeNode';
import { operations } from '../../../src/operations/index';
import type { Operation, Step } from '../../../src/operations/operation';
import type { Run } from '../../../src/runs/run';
import { waitUntil } from '../../e2e/support/waitUntil';
import type { Entry, FlowRow } from './flowRows';
import type { FlowWorld } from './flowWorld';
import { ENTER, ESCAPE, GO_BACK, shown } from './screen';

/** Where the flow is: at a step by its field, at the review, or where the id is typed. */
type Place = string;
const REVIEW: Place = 'the review';
const CONFIRM: Place = 'the confirmation';
const LIST = /^Pick (a cluster|an instance|a connection)$/;
const TITLES: Readonly<Record<Place, string>> = { [REVIEW]: 'Review', [CONFIRM]: 'Confirm' };

export function operationOf({ operation }: FlowRow): Operation {
  const found = operations.find(({ id }) => id === operation);
  assert.ok(found, `the catalogue has no ${operation}`);
  return found;
}

/** One pass through the flow of a row's operation, from its command on. */
export class FlowWalk {
  /** Ends with the flow. */
  readonly end: Promise<Run | undefined>;
  /** The steps that were asked, with what was entered. */
  readonly #asked: Place[] = [];
  readonly #kept = new Map<Place, string | readonly string[]>();
  readonly #operation: Operation;
  readonly #entries: ReadonlyMap<string, Entry>;

  constructor(
    readonly world: FlowWorld,
    readonly row: FlowRow,
    node?: TreeNode,
  ) {
    this.#operation = operationOf(row);
    this.#entries = new Map(
      Object.entries(row.enter).map(([field, entry]) => [
        field,
        typeof entry === 'function' ? entry() : entry,
      ]),
    );
    this.end = world.start(this.#operation, node);
  }

  /** Waits for the list of what it can be done to. */
  async reachesList(): Promise<void> {
    await this.world.screen.next('the list', ({ placeholder = '' }) => LIST.test(placeholder) || undefined);
  }

  /** Picks what holds the part it is done to, and waits for the parts. */
  async reachesParts(): Promise<void> {
    const { screen } = this.world;
    const { resource } = this.row;
    await screen.pick(resource);
    const asked = `Pick something in ${resource}`;
    await screen.next('its parts', ({ placeholder }) => placeholder === asked || undefined);
  }

  /** Picks what it is done to, with Back from the parts once where it is a part. */
  async pickPlace(): Promise<void> {
    const { screen } = this.world;
    const { resource, part } = this.row;
    await this.reachesList();
    if (!part) return screen.pick(resource);
    await this.reachesParts();
    await screen.press(GO_BACK);
    await this.reachesList();
    await shown();
    assert.equal(screen.held(), resource, 'Back shows what was picked');
    await this.reachesParts();
    await screen.pick(part);
  }

  /** Enters what the row says until a place is reached; without one, up to the review. */
  async forward(to: Place = REVIEW): Promise<void> {
    for (let place = await this.#arrive(); place !== to; place = await this.#arrive())
      await this.#enter(place);
  }

  /** From the review Back to the first step and forth again, with what was entered in every box. */
  async backAndForth(): Promise<void> {
    const { screen } = this.world;
    if (this.#asked.length === 0) return;
    for (const place of this.#asked.toReversed()) {
      await screen.press(GO_BACK);
      await this.#showsAgain(place);
    }
    for (const place of [...this.#asked.slice(1), REVIEW]) {
      await screen.press(ENTER);
      await this.#showsAgain(place);
    }
  }

  /** From the review to the id and Back, and to the last question and Cancel, which both lead to the review. */
  async hesitate(): Promise<void> {
    const { screen, answers } = this.world;
    await this.reachesConfirmation();
    await screen.press(GO_BACK);
    await this.#at(REVIEW);
    answers.push(() => undefined);
    await this.#confirm();
    await this.#at(REVIEW);
  }

  /** From the review on with a yes to everything. Resolves with the run. */
  async send(): Promise<Run> {
    this.world.answers.push(([yes]) => yes);
    await this.#confirm();
    const run = await this.end;
    assert.ok(run, `it was not sent: ${this.world.said.join('; ')}`);
    return run;
  }

  /** Leaves at the place where the flow is. */
  async leave(): Promise<void> {
    await this.world.screen.press(ESCAPE);
    assert.equal(await this.end, undefined, 'the flow has ended without a run');
  }

  /** The fields that were asked, in this order. */
  get asked(): readonly string[] {
    return this.#asked;
  }

  /** From the review to where the id is typed. */
  async reachesConfirmation(): Promise<void> {
    await this.world.screen.pick(/^Send/);
    await this.#at(CONFIRM);
  }

  async #confirm(): Promise<void> {
    const { screen } = this.world;
    await this.reachesConfirmation();
    const { placeholder = '' } = screen.box ?? {};
    await screen.type(placeholder);
  }

  async #enter(field: Place): Promise<void> {
    const { screen } = this.world;
    const entry = this.#entries.get(field);
    assert.ok(entry !== undefined, `the row of ${this.row.operation} says nothing of ${field}`);
    this.#asked.push(field);
    assert.equal(screen.box?.step, this.#asked.length, 'which step it is');
    if (typeof entry === 'object' && !(entry instanceof RegExp)) await screen.tick(entry);
    else if (this.#step(field)?.kind === 'pick') await screen.pick(entry);
    else await screen.type(String(entry));
    this.#kept.set(field, screen.taken());
  }

  /** Waits for the next step or the review. */
  #arrive(): Promise<Place> {
    const places = [...this.#operation.steps.map(({ field }) => field), REVIEW];
    return this.world.screen.next(
      `${this.row.operation}: the step after ${this.#asked.at(-1) ?? 'the start'}`,
      ({ title }) =>
        places.find((place) => title?.endsWith(`: ${this.#titleOf(place)}`) && !this.#asked.includes(place)),
    );
  }

  async #at(place: Place): Promise<void> {
    await this.world.screen.next(
      `${this.row.operation}: ${place}`,
      ({ title }) => title?.endsWith(`: ${this.#titleOf(place)}`) || undefined,
    );
  }

  async #showsAgain(place: Place): Promise<void> {
    await this.#at(place);
    if (place === REVIEW) return;
    await shown();
    // Of a list the window tells the row it focused at first, and then the one it was asked to, each in its time.
    const kept = this.#kept.get(place);
    const isKept = () => isDeepStrictEqual(this.world.screen.held(), kept);
    await waitUntil('what was entered', () => Promise.resolve(isKept() || undefined), 5000, 10).catch(() => {
      assert.deepEqual(this.world.screen.held(), kept, `${place} as it was entered`);
    });
  }

  #step(field: string): Step | undefined {
    return this.#operation.steps.find((step) => step.field === field);
  }

  #titleOf(place: Place): string {
    return this.#step(place)?.title.text ?? TITLES[place] ?? place;
  }
}
