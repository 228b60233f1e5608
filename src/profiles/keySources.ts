import type { Clock } from '../clouds/clock';
import { freeName } from './freeName';
import { isUsable, type FoundKeys, type UsableKeys } from './importers/foundKeys';
import type { KeychainKeys } from './importers/keychain';
import type { KeyImporter } from './importers/keyImporter';
import { consentFor, type Confirm } from './keys/consent';
import { isRecipe, recipeName } from './keys/keyRecipe';
import { askKeySource, type KeySourceDeps } from './keySourceStep';
import { Listeners } from './listeners';
import { BACK, type StepFrame } from './multiStepFrame';
import type { ProfileDraft } from './profileDraft';
import type { ProfileStore } from './profileStore';

export interface KeySourcesDeps extends KeySourceDeps {
  readonly importer: KeyImporter;
  readonly profiles: Pick<ProfileStore, 'list'>;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Asks before a program is run or an address is called that a file names. */
  readonly confirm: Confirm;
}

/** How long the keychain is waited for where nothing else was found: one that is open answers sooner. */
const KEYCHAIN_MS = 2000;

/** The keys that a person has already, and what of them a draft takes over. */
export class KeySources {
  #found: readonly FoundKeys[] = [];
  /** Undefined while it has not answered. */
  #keychain: KeychainKeys | undefined;
  #isAsked = false;
  #stop = new AbortController();
  readonly #changed = new Listeners<undefined>();

  constructor(
    private readonly deps: KeySourcesDeps,
    private readonly draft: ProfileDraft,
  ) {}

  /** Whether to ask. What the keychain answers later changes it no more: a step that was shown stays one. */
  get any(): boolean {
    return this.#isAsked || this.#found.length > 0 || this.draft.storedRecipe !== undefined;
  }

  /** Looks anew, for the cloud of the draft. The keychain, which may be asking the person, holds nothing else up. */
  async look(): Promise<void> {
    const { importer, clock } = this.deps;
    const cloud = this.draft.chosenCloud().id;
    this.dispose();
    const { signal } = (this.#stop = new AbortController());
    this.#found = [];
    this.#keychain = undefined;
    const reading = importer.findInKeychain(cloud, signal).then((keys) => {
      if (signal.aborted) return;
      this.#keychain = keys;
      this.#changed.fire(undefined);
    });
    this.#found = await importer.find(cloud);
    if (this.#found.length === 0) await Promise.race([reading, clock.sleep(KEYCHAIN_MS)]);
    this.#isAsked = this.#mayHave();
  }

  /** Asks where the keys are. `file`: in one that is to be picked; `again`: the person did not want them got so. */
  async ask(frame: StepFrame): Promise<typeof BACK | undefined | 'next' | 'file' | 'again'> {
    const { draft } = this;
    const { storedRecipe } = draft;
    const answer = await askKeySource(this.deps, frame, {
      cloud: draft.chosenCloud(),
      found: () => [...this.#found, ...(this.#keychain?.found ?? [])],
      waiting: () => this.#keychain === undefined,
      onDidChange: this.#changed.event,
      chosen: draft.found,
      kept: storedRecipe && recipeName(storedRecipe),
    });
    if (answer === BACK || answer === undefined || answer === 'file') return answer;
    if (answer === 'enter') draft.forgetFound();
    else if (answer === 'keep') draft.keepRecipe();
    else if (isUsable(answer)) {
      if (!(await this.#mayTake(answer))) return 'again';
      this.#take(answer);
    }
    return 'next';
  }

  /** Has a file picked. Its key is taken where it holds one; where it holds another number, they are there to choose. */
  async pickFile(): Promise<'none' | 'taken' | 'choose'> {
    const picked = await this.deps.importer.pickFile();
    if (!picked) return 'none';
    this.#found = [...picked, ...this.#found.filter(({ where }) => where !== picked[0]?.where)];
    const [only, ...more] = picked;
    if (!only || more.length > 0 || !isUsable(only)) return 'choose';
    this.#take(only);
    return 'taken';
  }

  /** Leaves the keychain alone, and ends what it asks the person. */
  dispose(): void {
    this.#stop.abort();
  }

  /** Whether the keychain has something to say, or may have once it answers. */
  #mayHave(): boolean {
    return !this.#keychain || (this.#keychain.found.length > 0 && !this.#keychain.absent);
  }

  /** Nothing of a recipe is done before the person has seen and confirmed what would run or be called. */
  async #mayTake(keys: UsableKeys): Promise<boolean> {
    const taken = keys.take();
    const consent = isRecipe(taken) ? consentFor(taken, keys, this.deps.say) : undefined;
    return !consent || (await this.deps.confirm(consent));
  }

  #take(keys: UsableKeys): void {
    const taken = this.deps.profiles.list().map(({ name }) => name);
    this.draft.takeFound(keys, freeName(keys.name || this.deps.say(this.draft.chosenCloud().title), taken));
  }
}
