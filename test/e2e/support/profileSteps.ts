import assert from 'node:assert/strict';
import type { QuickInput } from './quickInput';
import type { SampleCloud } from './sampleCloud';

/** The six steps of "Add Cloud Profile" and "Edit Cloud Profile", with the sample cloud's keys. */
export class ProfileSteps {
  readonly #input: QuickInput;
  readonly #cloud: SampleCloud;

  constructor(input: QuickInput, cloud: SampleCloud) {
    this.#input = input;
    this.#cloud = cloud;
  }

  /** The key whose note begins so. */
  key(note: string): SampleCloud['ready']['accessKeys'][number] {
    const key = this.#cloud.ready.accessKeys.find((each) => each.note.startsWith(note));
    assert.ok(key, `the sample cloud has no key: ${note}`);
    return key;
  }

  /** Waits for a step by its number and for what is asked there. */
  async at(number: number, asks?: string | RegExp): Promise<void> {
    await this.#input.shows(`(${number}/6)`);
    if (asks !== undefined) await this.#input.says(asks);
  }

  /** Fills the step and expects it to stay, saying why. */
  async refuses(value: string, why: string | RegExp): Promise<void> {
    await this.#input.type(value);
    await this.#input.says(why);
    await this.#input.accept();
    await this.#input.says(why);
  }

  /** Fills the first four steps; the keys are verified then. */
  async enterKeys(name: string, note: string): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken = '' } = this.key(note);
    for (const [index, value] of [name, accessKeyId, accessKeySecret, securityToken].entries()) {
      await this.at(index + 1);
      await this.#input.enter(value);
    }
  }
}
