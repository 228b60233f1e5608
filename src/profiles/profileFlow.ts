import type { Clock } from '../clouds/clock';
import { text, type Text } from '../clouds/text';
import { accountsOf, askAccount } from './accountQuestion';
import { askCloud, askSite } from './cloudQuestions';
import type { Connections } from './connections';
import type { KeyImporter } from './importers/keyImporter';
import type { Confirm } from './keys/consent';
import { KeyCheck } from './keyCheck';
import { KeySources } from './keySources';
import type { MultiStep } from './multiStep';
import { BACK, type Back, type StepFrame } from './multiStepFrame';
import type { Profile } from './profile';
import { NetworkSteps, type NetworkStepsDeps } from './networkSteps';
import type { ProfileDraft, TextField } from './profileDraft';
import { nameProblem } from './profileForm';
import type { ProfileStore } from './profileStore';
import { regionSource } from './regionSource';
import { SafetySource } from './safetyChoices';

export interface ProfileFlowDeps extends NetworkStepsDeps {
  readonly steps: MultiStep;
  readonly profiles: ProfileStore;
  readonly connections: Pick<Connections, 'probe'>;
  readonly importer: KeyImporter;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly confirm: Confirm;
  readonly now: () => number;
  readonly newId: () => string;
}

/** A step: the one to go on with. */
type Answer = typeof BACK | undefined | 'next' | Ask;
type Ask = (frame: StepFrame) => Promise<Answer>;

/** The steps of a profile: all of them, or those for its keys alone. */
export class ProfileFlow {
  readonly #check: KeyCheck;
  readonly #sources: KeySources;

  constructor(
    private readonly deps: ProfileFlowDeps,
    private readonly draft: ProfileDraft,
    private readonly asked: 'all' | 'keys' = 'all',
  ) {
    this.#check = new KeyCheck(deps, draft);
    this.#sources = new KeySources(deps, draft);
  }

  lookForKeys(): Promise<void> {
    return this.#sources.look();
  }

  async run(title: Text): Promise<Profile | undefined> {
    try {
      return await this.walk(title);
    } finally {
      this.#sources.dispose();
    }
  }

  private async walk(title: Text): Promise<Profile | undefined> {
    if (this.asked === 'keys') await this.#sources.look();
    for (let index = 0; ;) {
      const asks = this.asks();
      const ask = asks[index];
      if (!ask) return this.store();
      const answer = await ask({
        title: this.deps.say(title),
        step: index + 1,
        // How many there are depends on the cloud.
        ...(ask === this.cloud ? {} : { totalSteps: asks.length }),
        back: index > 0,
      });
      if (answer === undefined) return undefined;
      if (typeof answer === 'function') index = this.asks().indexOf(answer);
      else index += answer === BACK ? -1 : 1;
    }
  }

  private asks(): readonly Ask[] {
    const { profile, cloud, recipe } = this.draft;
    const typed = [this.keyId, this.secret, this.token];
    const account = accountsOf(this.draft) ? [this.account] : [];
    const sources = this.#sources.any ? [this.keys] : [];
    // Keys that are got have no steps of their own: they are verified with the name.
    if (this.asked === 'keys') return [...sources, ...(recipe ? [this.name] : typed), ...account];
    return [
      ...(profile ? [] : [this.cloud]),
      ...sources,
      this.name,
      ...(cloud && cloud.sites.length > 0 ? [this.site] : []),
      ...(recipe ? [] : typed),
      ...account,
      this.regions,
      this.safety,
    ];
  }

  private readonly cloud: Ask = async (frame) => {
    const answer = this.choose(await askCloud(this.deps, frame, this.draft.cloud), (cloud) => {
      this.draft.chooseCloud(cloud);
    });
    if (answer === 'next') await this.#sources.look();
    return answer;
  };

  private readonly keys: Ask = async (frame) => {
    const answer = await this.#sources.ask(frame);
    if (answer === 'again') return this.keys;
    return answer === 'file' ? this.fromFile(this.keys, this.name) : answer;
  };

  /** Has keys read from a file. The step to go on with: `then` where a key was taken. */
  private async fromFile(from: Ask, then: Ask): Promise<Ask> {
    const read = await this.#sources.pickFile();
    return read === 'none' ? from : read === 'taken' ? then : this.keys;
  }

  private readonly name: Ask = async (frame) => {
    const taken = this.deps.profiles.list().filter(({ id }) => id !== this.draft.profile?.id);
    const names = taken.map(({ name }) => name);
    return this.keep(
      'name',
      await this.ask(frame, 'name', {
        prompt: this.draft.recipe
          ? text('A name for this profile, as it will stand in the tree. Its keys are got and verified next')
          : text('A name for this profile, as it will stand in the tree'),
        placeholder: 'production-cn',
        problem: (value) => nameProblem(value, names),
        // There is no step for keys that are got: whoever must mend them goes back from here.
        ...(this.draft.recipe ? { work: (_, signal) => this.#check.problem('', signal) } : {}),
      }),
    );
  };

  private readonly site: Ask = async (frame) =>
    this.choose(await askSite(this.deps, frame, this.draft), (site) => {
      this.draft.chooseSite(site);
    });

  private readonly keyId: Ask = async (frame) => {
    const { prompts, keyPlaceholder, keyFile, accessKeyIdProblem } = this.draft.chosenCloud();
    let wantsFile = false;
    const button = {
      icon: 'folder-opened',
      tooltip: this.deps.say(text('Read Keys from a File…')),
      act: () => (wantsFile = true),
      leaves: true,
    };
    const answer = await this.ask({ ...frame, ...(keyFile ? { buttons: [button] } : {}) }, 'accessKeyId', {
      prompt: prompts.accessKeyId,
      placeholder: keyPlaceholder,
      problem: accessKeyIdProblem,
    });
    // Set by the button meanwhile.
    return (wantsFile as boolean) ? this.fromFile(this.keyId, this.keyId) : this.keep('accessKeyId', answer);
  };

  private readonly secret: Ask = async (frame) => {
    const { prompts, secretProblem } = this.draft.chosenCloud();
    return this.keep(
      'accessKeySecret',
      await this.ask(frame, 'accessKeySecret', {
        prompt: this.draft.mayKeepSecret ? prompts.keepSecret : prompts.accessKeySecret,
        password: true,
        problem: (value) =>
          value.trim() === '' && this.draft.mayKeepSecret ? undefined : secretProblem(value),
      }),
    );
  };

  private readonly token: Ask = async (frame) => {
    const cloud = this.draft.chosenCloud();
    return this.keep(
      'securityToken',
      await this.ask(frame, 'securityToken', {
        prompt: this.draft.keepsKeys('')
          ? text('The security token of a temporary key. Leave it empty to keep the stored keys')
          : text(
              'The security token of a temporary key; empty for a lasting one. The keys are verified next',
            ),
        password: true,
        problem: (value) =>
          this.draft.keepsKeys(value) ? undefined : cloud.securityTokenProblem(value, this.draft.accessKeyId),
        work: (value, signal) => this.#check.problem(value, signal),
      }),
    );
  };

  private readonly account: Ask = async (frame) => {
    const accounts = accountsOf(this.draft);
    if (!accounts) return 'next';
    const answer = await askAccount(this.deps, frame, accounts);
    return answer === 'others'
      ? this.draft.recipe
        ? this.keys
        : this.keyId
      : answer === 'use'
        ? 'next'
        : answer;
  };

  private readonly regions: Ask = async (frame) => {
    const { steps, say } = this.deps;
    const cloud = this.draft.chosenCloud();
    const client = this.#check.client();
    const { site, offer, regions: chosen } = this.draft;
    const source = regionSource({ cloud, site, offer, client, chosen }, say);
    try {
      return this.choose(
        await steps.pickMany<string>({
          ...frame,
          placeholder: say(cloud.prompts.regions),
          items: source,
          validate: (regions) => this.inWords(cloud.regionsProblem(regions)),
        }),
        (regions) => (this.draft.regions = regions),
      );
    } finally {
      source.dispose();
    }
  };

  private readonly safety: Ask = async (frame) =>
    this.choose(
      await this.deps.steps.pick({
        ...frame,
        placeholder: this.deps.say(text('How careful to be with this profile')),
        active: this.draft.safety,
        items: new SafetySource(this.draft, this.deps.say),
      }),
      (safety) => (this.draft.safety = safety),
    );

  private readonly inWords = (problem: Text | undefined): string | undefined =>
    problem ? this.deps.say(problem) : undefined;

  private ask(
    frame: StepFrame,
    field: TextField,
    options: {
      readonly prompt: Text;
      readonly placeholder?: string;
      readonly password?: boolean;
      readonly problem: (value: string) => Text | undefined;
      readonly work?: (value: string, signal: AbortSignal) => Promise<string | undefined>;
    },
  ): Promise<string | Back | undefined> {
    const { placeholder, password = false, work } = options;
    const input = {
      ...frame,
      prompt: this.deps.say(options.prompt),
      value: this.draft[field],
      password,
      ...(placeholder === undefined ? {} : { placeholder }),
      validate: (value: string) => this.inWords(options.problem(value)),
      ...(work ? { onAccept: work } : {}),
    };
    // Behind some networks the keys can be verified only by another way.
    const { draft, deps } = this;
    if (field === 'name' || draft.isSample) return deps.steps.input(input);
    return new NetworkSteps(deps, draft.network, draft.name, draft.chosenCloud()).beside(input);
  }

  private keep(field: TextField, answer: string | Back | undefined): Answer {
    return this.choose(answer, (value) => (this.draft[field] = value.trim()));
  }

  private choose<T>(answer: T | Back | undefined, take: (value: T) => void): Answer {
    if (answer === undefined) return undefined;
    if (answer === BACK) return BACK;
    take(answer);
    return 'next';
  }

  private async store(): Promise<Profile> {
    const { draft, deps } = this;
    const profile = draft.toProfile(deps.newId);
    const keys = draft.keepsKeys() ? undefined : draft.credentials();
    await deps.profiles.save(profile, keys, draft.network.passwordToStore);
    return profile;
  }
}
