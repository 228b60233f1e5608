import { text, type Text } from '../clouds/text';
import { callerIdentity } from '../inventory/sts';
import type { Connections } from './connections';
import { errorSentence } from './errorSentence';
import type { MultiStep } from './multiStep';
import { BACK, type Back, type StepFrame } from './multiStepFrame';
import type { Profile, Safety } from './profile';
import { ProfileDraft, type TextField } from './profileDraft';
import {
  accessKeyIdProblem,
  nameProblem,
  regionsProblem,
  secretProblem,
  securityTokenProblem,
} from './profileForm';
import type { ProfileStore } from './profileStore';
import { regionSource } from './regionSource';
import type { Say } from './say';

export interface ProfileFlowDeps {
  readonly steps: MultiStep;
  readonly say: Say;
  readonly profiles: ProfileStore;
  readonly connections: Pick<Connections, 'probe'>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Asks for a new profile, verifies its keys and stores it. Undefined when the person left. */
export function addProfile(deps: ProfileFlowDeps): Promise<Profile | undefined> {
  return new ProfileFlow(deps, new ProfileDraft()).run(text('Add Cloud Profile'));
}

/** The same steps, filled in; keys that are left as they are stay stored and are not verified again. */
export async function editProfile(deps: ProfileFlowDeps, profile: Profile): Promise<Profile | undefined> {
  // Lost keys are what people edit a profile for: then they are simply asked.
  const stored = await deps.profiles.credentials(profile.id).catch(() => undefined);
  return new ProfileFlow(deps, new ProfileDraft(profile, stored)).run(text('Edit Cloud Profile'));
}

type Answer = typeof BACK | undefined | 'next';

class ProfileFlow {
  constructor(
    private readonly deps: ProfileFlowDeps,
    private readonly draft: ProfileDraft,
  ) {}

  async run(title: Text): Promise<Profile | undefined> {
    const asks = [this.name, this.keyId, this.secret, this.token, this.regions, this.safety];
    for (let index = 0; index < asks.length;) {
      const frame = {
        title: this.deps.say(title),
        step: index + 1,
        totalSteps: asks.length,
        back: index > 0,
      };
      const answer = await asks[index]?.(frame);
      if (answer === undefined) return undefined;
      index += answer === BACK ? -1 : 1;
    }
    return this.store();
  }

  private readonly name = async (frame: StepFrame): Promise<Answer> => {
    const taken = this.deps.profiles.list().filter(({ id }) => id !== this.draft.profile?.id);
    const names = taken.map(({ name }) => name);
    return this.keep(
      'name',
      await this.ask(frame, 'name', {
        prompt: text('A name for this profile, as it will stand in the tree'),
        placeholder: 'production-cn',
        problem: (value) => nameProblem(value, names),
      }),
    );
  };

  private readonly keyId = async (frame: StepFrame): Promise<Answer> =>
    this.keep(
      'accessKeyId',
      await this.ask(frame, 'accessKeyId', {
        prompt: text('The AccessKey ID'),
        placeholder: 'LTAI...',
        problem: accessKeyIdProblem,
      }),
    );

  private readonly secret = async (frame: StepFrame): Promise<Answer> =>
    this.keep(
      'accessKeySecret',
      await this.ask(frame, 'accessKeySecret', {
        prompt: this.draft.mayKeepSecret
          ? text('The AccessKey secret. Leave it empty to keep the stored one')
          : text('The AccessKey secret. It is kept in the secret storage of VS Code'),
        password: true,
        problem: (value) =>
          value.trim() === '' && this.draft.mayKeepSecret ? undefined : secretProblem(value),
      }),
    );

  private readonly token = async (frame: StepFrame): Promise<Answer> =>
    this.keep(
      'securityToken',
      await this.ask(frame, 'securityToken', {
        prompt: this.draft.keepsKeys('')
          ? text('The security token of a temporary key. Leave it empty to keep the stored keys')
          : text(
              'The security token of a temporary key; empty for a lasting one. The keys are verified next',
            ),
        password: true,
        problem: (value) =>
          this.draft.keepsKeys(value) ? undefined : securityTokenProblem(value, this.draft.accessKeyId),
        work: (value, signal) => this.verify(value, signal),
      }),
    );

  private readonly regions = async (frame: StepFrame): Promise<Answer> => {
    const { steps, say, connections } = this.deps;
    const client = connections.probe(
      { name: this.draft.name, sample: this.draft.isSample, cloud: 'alibaba' },
      this.draft.credentials(),
    );
    const source = regionSource(client, this.draft.regions, say);
    try {
      const picked = await steps.pickMany<string>({
        ...frame,
        placeholder: say(text('The regions to look for clusters in')),
        items: source,
        validate: (regions) => this.inWords(regionsProblem(regions)),
      });
      if (picked === BACK || picked === undefined) return picked;
      this.draft.regions = picked;
      return 'next';
    } finally {
      source.dispose();
    }
  };

  private readonly safety = async (frame: StepFrame): Promise<Answer> => {
    const { steps, say } = this.deps;
    const choice = (value: Safety, label: Text, icon: string, detail: Text) => ({
      value,
      key: value,
      label: say(label),
      icon,
      detail: say(detail),
    });
    const picked = await steps.pick<Safety>({
      ...frame,
      placeholder: say(text('How careful to be with this profile')),
      active: this.draft.safety,
      items: [
        choice(
          'normal',
          text('Normal'),
          'unlock',
          text('Operations are reviewed and confirmed before they are sent.'),
        ),
        choice(
          'production',
          text('Production'),
          'shield',
          text('Before an operation is sent, the id of what it is done to must be typed as well.'),
        ),
        choice('read-only', text('Read-only'), 'lock', text('Nothing is ever changed: only reads are sent.')),
      ],
    });
    if (picked === BACK || picked === undefined) return picked;
    this.draft.safety = picked;
    return 'next';
  };

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
    return this.deps.steps.input({
      ...frame,
      prompt: this.deps.say(options.prompt),
      value: this.draft[field],
      password,
      ...(placeholder === undefined ? {} : { placeholder }),
      validate: (value) => this.inWords(options.problem(value)),
      ...(work ? { onAccept: work } : {}),
    });
  }

  private keep(field: TextField, answer: string | Back | undefined): Answer {
    if (answer === BACK || answer === undefined) return answer;
    this.draft[field] = answer.trim();
    return 'next';
  }

  /** Why the cloud does not take the keys, undefined where it does. */
  private async verify(token: string, signal: AbortSignal): Promise<string | undefined> {
    if (this.draft.keepsKeys(token)) {
      this.draft.identity = this.draft.profile?.identity;
      return undefined;
    }
    const { connections, say, now } = this.deps;
    const client = connections.probe(
      { name: this.draft.name, sample: this.draft.isSample, cloud: 'alibaba' },
      this.draft.credentials(token),
    );
    try {
      this.draft.identity = { ...(await callerIdentity(client, signal)), verifiedAt: now() };
      return undefined;
    } catch (error) {
      return errorSentence(error, say);
    }
  }

  private async store(): Promise<Profile> {
    const { draft, deps } = this;
    const profile = draft.toProfile(deps.newId);
    await deps.profiles.save(profile, draft.keepsKeys() ? undefined : draft.credentials());
    return profile;
  }
}
