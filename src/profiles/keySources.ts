import { freeName } from './freeName';
import { isUsable, type FoundKeys, type UsableKeys } from './importers/foundKeys';
import type { KeyImporter } from './importers/keyImporter';
import { askKeySource, type KeySourceDeps } from './keySourceStep';
import { BACK, type StepFrame } from './multiStepFrame';
import type { ProfileDraft } from './profileDraft';
import type { ProfileStore } from './profileStore';

export interface KeySourcesDeps extends KeySourceDeps {
  readonly importer: KeyImporter;
  readonly profiles: Pick<ProfileStore, 'list'>;
}

/** The keys that a person has already, and what of them a draft takes over. */
export class KeySources {
  #found: readonly FoundKeys[] = [];

  constructor(
    private readonly deps: KeySourcesDeps,
    private readonly draft: ProfileDraft,
  ) {}

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** Looks anew, for the cloud of the draft. */
  async look(): Promise<void> {
    this.#found = await this.deps.importer.find(this.draft.chosenCloud().id);
  }

  /** Asks where the keys are. `file`: in one that is to be picked. */
  async ask(frame: StepFrame): Promise<typeof BACK | undefined | 'next' | 'file'> {
    const { draft } = this;
    const question = { cloud: draft.chosenCloud(), found: this.#found, chosen: draft.found };
    const answer = await askKeySource(this.deps, frame, question);
    if (answer === BACK || answer === undefined || answer === 'file') return answer;
    if (answer === 'enter') draft.forgetFound();
    else if (isUsable(answer)) this.#take(answer);
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

  #take(keys: UsableKeys): void {
    const taken = this.deps.profiles.list().map(({ name }) => name);
    this.draft.takeFound(keys, freeName(keys.name || this.draft.chosenCloud().title, taken));
  }
}
