import type { Clock } from '../clouds/clock';
import type { CloudClient } from '../clouds/cloudClient';
import type { Estate } from '../inventory/estate';
import type { ProductId } from '../inventory/target';
import type { StepKit } from '../profiles/multiStepFrame';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import type { RunStore } from '../runs/runStore';
import type { RecentResources } from './recentResources';

/** Questions and messages outside the steps. All words are translated. */
export interface FlowDialogs {
  /** Stops everything until answered. Resolves with the button, or undefined for Cancel. */
  ask(message: string, detail: string, buttons: readonly string[]): Promise<string | undefined>;
  /** Says what went wrong. Resolves with the button, or undefined where it was closed. */
  fail(message: string, buttons: readonly string[]): Promise<string | undefined>;
  inform(message: string, buttons: readonly string[]): Promise<string | undefined>;
}

export interface FlowEditor {
  /** Opens a read-only text beside the flow, which stays. */
  showText(name: string, content: string): Promise<void>;
  copy(words: string): Promise<void>;
}

export interface FlowParts {
  readonly kit: StepKit;
  readonly dialogs: FlowDialogs;
  readonly editor: FlowEditor;
  readonly translate: Say;
  readonly clock: Clock;
  readonly runs: Pick<RunStore, 'start' | 'activeOn'>;
  readonly profiles: { get(id: string): Profile | undefined; list(): readonly Profile[] };
  /** Where the profile is gone, what they read rejects and what they write is not sent. */
  readonly connections: {
    client(profileId: string): CloudClient;
    /** A person chose Retry: also keys that the cloud did not accept are tried once more. */
    tryAgain(profileId: string): void;
    estate(profileId: string, product: ProductId): Estate;
  };
  /** What pickers have first. */
  readonly recent: Pick<RecentResources, 'keys' | 'add'>;
  readonly openRun: (runId: string) => void;
  /** Starts adding a cloud profile. */
  readonly addProfile: () => void;
  /** Asks for other keys of a profile. Resolves once that is done or left. */
  readonly updateCredentials: (profileId: string) => Promise<void>;
}
