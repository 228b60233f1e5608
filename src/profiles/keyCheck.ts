import { CloudError } from '../clouds/cloudError';
import { text } from '../clouds/text';
import type { Connections, ProfileClient } from './connections';
import { errorSentence } from './errorSentence';
import type { ProfileDraft } from './profileDraft';
import { paragraph, type Say } from './say';

export interface KeyCheckDeps {
  readonly connections: Pick<Connections, 'probe'>;
  readonly say: Say;
  readonly now: () => number;
}

/** Asks the cloud whether it accepts the keys of a draft, and keeps in the draft what it says of them. */
export class KeyCheck {
  /** By access key id, how often the cloud has refused it: as often as it locks some keys. */
  readonly #refused = new Map<string, number>();

  constructor(
    private readonly deps: KeyCheckDeps,
    private readonly draft: ProfileDraft,
  ) {}

  client(token?: string): ProfileClient {
    const { name, isSample: sample, network } = this.draft;
    const { id: cloud } = this.draft.chosenCloud();
    const profile = { name, sample, cloud, network: network.toNetwork() };
    return this.deps.connections.probe(profile, this.draft.credentials(token), network.password);
  }

  /** Why the cloud does not take the keys, undefined where it does. */
  async problem(token: string, signal: AbortSignal): Promise<string | undefined> {
    const { draft, deps } = this;
    draft.offer = undefined;
    if (draft.isVerified(token)) {
      draft.identity = draft.profile?.identity;
      return undefined;
    }
    try {
      const { identity, offer } = await draft.chosenCloud().verify(this.client(token), draft.site, signal);
      draft.identity = identity && { ...identity, verifiedAt: deps.now() };
      draft.offer = offer;
      return undefined;
    } catch (error) {
      return paragraph([errorSentence(error, deps.say), ...this.#lockWarning(error)]);
    }
  }

  #lockWarning(error: unknown): readonly string[] {
    if (!(error instanceof CloudError) || error.kind !== 'keyRejected') return [];
    const { accessKeyId } = this.draft;
    const count = (this.#refused.get(accessKeyId) ?? 0) + 1;
    this.#refused.set(accessKeyId, count);
    return [this.deps.say(text('Failed tries with this key here so far: {count}.', { count }))];
  }
}
