import type { Check } from '../operations/operation';
import type { Run, RunState } from '../runs/run';
import type { FactsView } from './factsView';
import type { LabelName } from './runLabels';
import type { RunIcon } from './runWords';
import type { TopologyView } from './topologyView';

/** What a button of the panel asks for. The panel may ask for nothing else. */
export const RUN_ACTIONS = [
  'switchBack',
  'runAgain',
  'retry',
  'updateCredentials',
  'stopWatching',
  'copyRequestId',
  'copyCommand',
  'copyPolicy',
  'openConsole',
  'copyReport',
  'copyRequest',
  'openRequest',
  'copyResponse',
  'openResponse',
] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

/** The colour of a state; the panel shows it with an icon and the word, never by colour alone. */
export type Tone = 'going' | 'good' | 'bad' | 'unknown' | 'stopped';

export interface CheckView {
  readonly state: Check['state'];
  readonly word: string;
  readonly title: string;
  readonly fact: string;
  readonly risk?: string;
}

/** One line of a tree of names and values, cut to what a person can look through. */
export interface TreeItem {
  readonly name: string;
  /** For a leaf. */
  readonly value?: string;
  /** Set in words beside the value: that it is masked, how many entries it has, that it was cut. */
  readonly note?: string;
  readonly items?: readonly TreeItem[];
}

/** A request or an answer as the panel shows it: as a tree and raw, never longer than a page can hold. */
export interface ExchangeView {
  /** Unset for what is no JSON. */
  readonly tree?: readonly TreeItem[];
  readonly raw: string;
  /** What to know about it: that it was cut, that secrets are masked, that a later attempt had no answer. */
  readonly notes: readonly string[];
}

/** A run as the panel shows it: plain data, all sentences translated. Times in milliseconds since the epoch. */
export interface RunView {
  readonly id: string;
  readonly language: string;
  readonly labels: Readonly<Record<LabelName, string>>;
  readonly title: string;
  /** Of a part of something, both name also what holds it. */
  readonly target: { readonly name: string; readonly id: string };
  readonly region: string;
  readonly profile: string;
  readonly changeTicket?: string;
  readonly state: RunState;
  readonly tone: Tone;
  readonly icon: RunIcon;
  readonly word: string;
  readonly means: string;
  /** What was last found. */
  readonly latest: string;
  readonly createdAt: number;
  readonly closedAt?: number;
  readonly requestId?: string;
  readonly error?: { readonly heading: string; readonly rows: readonly LabelledValue[] };
  /** The nodes before and after; unset where the operation draws none. */
  readonly topology?: TopologyView;
  /** What else there is to compare. */
  readonly facts?: FactsView;
  readonly timeline: readonly { readonly at: number; readonly word: string; readonly say: string }[];
  readonly checks: readonly CheckView[];
  readonly effect: readonly string[];
  readonly values: readonly LabelledValue[];
  readonly request: Run['request'];
  readonly sent: ExchangeView;
  /** The last answer; unset where none came. */
  readonly received?: ExchangeView;
  readonly attempts: NonNullable<Run['outcome']>['attempts'];
  readonly actions: readonly { readonly action: RunAction; readonly label: string }[];
}
