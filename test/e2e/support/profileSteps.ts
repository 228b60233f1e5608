import assert from 'node:assert/strict';
import type { QuickInput } from './quickInput';
import type { SampleCloud } from './sampleCloud';

const STEPS = {
  alibaba: ['name', 'keyId', 'secret', 'token', 'regions', 'safety'],
  huawei: ['name', 'site', 'keyId', 'secret', 'token', 'regions', 'safety'],
} as const;
type Cloud = keyof typeof STEPS;
export type ProfileStep = (typeof STEPS)[Cloud][number];

const TITLES = { alibaba: 'Alibaba Cloud', huawei: 'Huawei Cloud' };

/** The steps of "Add Cloud Profile" and "Edit Cloud Profile", with the sample cloud's keys. */
export class ProfileSteps {
  readonly #input: QuickInput;
  readonly #sample: SampleCloud;
  readonly #cloud: Cloud;

  constructor(input: QuickInput, sample: SampleCloud, cloud: Cloud = 'alibaba') {
    this.#input = input;
    this.#sample = sample;
    this.#cloud = cloud;
  }

  /** The key whose note begins so. */
  key(note: string): SampleCloud['ready']['accessKeys'][number] {
    const { accessKeys, huaweiAccessKeys } = this.#sample.ready;
    const keys = this.#cloud === 'huawei' ? huaweiAccessKeys : accessKeys;
    const key = keys.find((each) => each.note.startsWith(note));
    assert.ok(key, `the sample cloud has no key: ${note}`);
    return key;
  }

  /** Answers the first question of "Add Cloud Profile". */
  async pickCloud(): Promise<void> {
    await this.#input.shows(' (1)');
    await this.#input.pick(TITLES[this.#cloud]);
  }

  /** Waits for a step and for what is asked there. Adding has one more, for the cloud. */
  async at(step: ProfileStep, asks?: string | RegExp): Promise<void> {
    const steps: readonly ProfileStep[] = STEPS[this.#cloud];
    const index = steps.indexOf(step) + 1;
    const { length } = steps;
    await this.#input.shows(
      new RegExp(String.raw`Add .*\(${index + 1}/${length + 1}\)|Edit .*\(${index}/${length}\)`),
    );
    if (asks !== undefined) await this.#input.says(asks);
  }

  /** Fills the step and expects it to stay, saying why. */
  async refuses(value: string, why: string | RegExp): Promise<void> {
    await this.#input.type(value);
    await this.#input.says(why);
    await this.#input.accept();
    await this.#input.says(why);
  }

  /** Fills the steps of a new profile up to the token; the keys are verified then. */
  async addKeys(name: string, note: string): Promise<void> {
    await this.pickCloud();
    await this.enterKeys(name, note);
  }

  /** The same from the name on. */
  async enterKeys(name: string, note: string): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken = '' } = this.key(note);
    await this.#fill('name', name);
    if (this.#cloud === 'huawei') {
      await this.at('site');
      await this.#input.accept();
    }
    await this.#fill('keyId', accessKeyId);
    await this.#fill('secret', accessKeySecret);
    await this.#fill('token', securityToken);
  }

  /** Fills the steps of "Update Credentials"; the keys are verified last. */
  async updateKeys(note: string): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken = '' } = this.key(note);
    for (const [index, value] of [accessKeyId, accessKeySecret, securityToken].entries()) {
      await this.#input.shows(new RegExp(String.raw`Update Credentials of .*\(${index + 1}/3\)`));
      await this.#input.enter(value);
    }
  }

  async #fill(step: ProfileStep, value: string): Promise<void> {
    await this.at(step);
    await this.#input.enter(value);
  }
}
