import type { CloudCall, CloudClient, Outcome } from '../clouds/cloudClient';
import type { CloudError } from '../clouds/cloudError';
import type { Text } from '../clouds/text';
import type { ResourceKind, Target } from '../inventory/target';
import type { Permission } from './permissions';

export type Form = Readonly<Record<string, unknown>>;

/** One entry of a picker. A label that is no text is the cloud's own words: the edge must escape it. */
export interface Choice {
  readonly value: unknown;
  readonly label: string | Text;
  readonly description?: Text;
  readonly detail?: Text;
  /** A codicon's name. */
  readonly icon?: string;
  /** Why this is a poor choice. Such choices are listed last, under a heading of their own. */
  readonly unsuitable?: Text;
}

interface AnyStep {
  readonly field: string;
  readonly title: Text;
  /** The fields whose change makes this one's value void. */
  readonly dependsOn: readonly string[];
  /** A value that follows from what is known, so that the step is not asked. */
  known(live: unknown, form: Form): { readonly value: unknown } | undefined;
}
export interface PickStep extends AnyStep {
  readonly kind: 'pick';
  readonly placeholder: Text;
  /** Any number can be chosen: the field holds the list of their values, in the order of the choices. */
  readonly many: boolean;
  choices(live: unknown, form: Form): readonly Choice[];
  /** The value of the choice to have selected when the picker opens; of several, the list of their values. */
  likely(live: unknown, form: Form): unknown;
  /** How the value is typed instead, where there is no list to pick it from: of the same field. */
  typed(live: unknown, form: Form): InputStep | undefined;
}
export interface InputStep extends AnyStep {
  readonly kind: 'input';
  readonly prompt: Text;
  readonly secret: boolean;
  /** It is asked because the key may not read what would answer it: the policy that is missing is offered. */
  readonly forbidden: boolean;
  /** Makes a value that satisfies every rule of a secret field, unlike any other. */
  readonly generate?: () => string;
  /** What stands in the box at first. `now`: milliseconds since the epoch. */
  initial(live: unknown, form: Form, now: number): string;
  /** What is kept of what was typed: the text itself, or what it stands for. */
  keep(typed: string, form: Form, now: number): unknown;
  /** What was kept, as it is typed: for a person who comes back to the step. */
  show(kept: unknown): string;
  /** What the value comes to, said below the box while it can stand. */
  echo(kept: unknown): Text | undefined;
}
export type Step = PickStep | InputStep;

export interface Check {
  readonly id: string;
  readonly state: 'met' | 'notMet' | 'unknown';
  /** The rule: "The cluster is running". */
  readonly title: Text;
  /** The fact it rests on: "Status: Running". */
  readonly fact: Text;
  /** Why sending anyway is a bad idea, where it is not met or unknown. */
  readonly risk?: Text;
}

/** A field whose value breaks a rule that needs live data or the clock. */
export interface Problem {
  readonly field: string;
  readonly message: Text;
}

/**
 * How far an accepted request has come, by the live state.
 *
 * `scheduled`: the cloud keeps it for later and starts it at `notBefore`, milliseconds since the epoch, as the live
 * state says (not as the form asked: somebody may have moved it). Until then the run is `scheduled` and read every
 * five minutes and at that time; from then on as often as any other, until it says `going` (the run becomes
 * `settling`), `done` or `failed`. A task that was cancelled is `failed`, and says that it was cancelled.
 */
export type Progress =
  | { readonly state: 'going'; readonly say: Text }
  | { readonly state: 'scheduled'; readonly say: Text; readonly notBefore: number }
  /** `unreadable`: the cloud accepted it, and no reading can show the effect. */
  | { readonly state: 'done'; readonly say: Text; readonly unreadable?: true }
  | { readonly state: 'failed'; readonly say: Text };

/** What live state says about whether the effect is there; never who made it. */
export interface Trace {
  readonly found: boolean;
  /** What the live state shows: of no trace too, “No trace of a switch: the writer is still pi-…”. */
  readonly say: Text;
  /** No reading will ever tell, so that waiting for one is of no use; `say` tells how a person finds out. */
  readonly unreadable?: true;
}

export interface ErrorMeaning {
  readonly meaning: Text;
  readonly next: Text;
}

/** A value shown in the review: "Target node: pi-... (cn-hangzhou-i)". */
export interface ReviewValue {
  /** The field of the form, where a person can change it at its step. */
  readonly field?: string;
  readonly label: Text;
  readonly value: Text;
}

/** A node of the before-and-after drawing. */
export interface TopologyNode {
  readonly id: string;
  readonly zone: string;
  /** `Writer`, `Reader`. */
  readonly role: string;
  readonly note?: string;
}

/** What undoes a settled run: a form of the same operation, or of the one with this id, on what the run was about. */
export interface Inverse {
  /** What it is done to instead, where the run made something: the connection, not the instance. */
  readonly target?: Target | undefined;
  readonly title: Text;
  readonly form: Form;
  readonly operation?: string | undefined;
}

/** Tries out what a form says without doing it. Sent once a click and never by itself: it may count against somebody. */
export interface Trial {
  /** "Test Sign-In". */
  readonly title: Text;
  /** What a click costs. */
  readonly cost: Text;
  call(form: Form, target: Target, live: unknown): CloudCall;
  /** What it came to, in a sentence; undefined where the error's own words say it. */
  tell(outcome: Outcome, form: Form): Text | undefined;
}

/**
 * Something the extension can do to a resource. `live`, `state` and `form` are the operation's own shapes: what it
 * hands out it takes back. `state` is the part of the live data that tells whether the effect is there; it is plain
 * JSON and is journaled.
 */
export interface Operation {
  /** `polardb.switchRole`; the command is `clusterdeck.` followed by it. */
  readonly id: string;
  readonly on: readonly ResourceKind[];
  readonly title: Text;
  /** What a resource is doing while a run is under way on it: "switching over…". */
  readonly doing: Text;
  readonly risk: 'read' | 'change' | 'disruptive';
  readonly secrets: readonly string[];
  readonly steps: readonly Step[];
  /** The live data that the steps, checks and effect need. Rejects with CloudError where the target cannot be read. */
  read(client: CloudClient, target: Target, signal?: AbortSignal): Promise<unknown>;
  /** The part of live data that is watched. Rejects with CloudError. */
  observe(client: CloudClient, target: Target, signal?: AbortSignal): Promise<unknown>;
  state(live: unknown): unknown;
  /** Why a value cannot stand in a field, by the form's own rules and by the live data. */
  fieldProblem(field: string, value: unknown, live: unknown, form: Form, now: number): Text | undefined;
  /** The whole form, checked. Every problem names its field. */
  problems(form: Form, live: unknown, now: number): readonly Problem[];
  review(form: Form, live: unknown): readonly ReviewValue[];
  preflight(form: Form, live: unknown, now: number): readonly Check[];
  /** What it does to traffic, in sentences with numbers and the endpoints concerned. */
  effect(form: Form, live: unknown): readonly Text[];
  /** The line of the last question: names what happens to which resource. */
  confirmation(form: Form, live: unknown, target: Target): Text;
  /** What changed between two readings, for the person who saw the first. Empty where nothing that matters did. */
  changes(seen: unknown, now: unknown): readonly Text[];
  call(form: Form, target: Target, live: unknown, token: string): CloudCall;
  settle(form: Form, before: unknown, now: unknown): Progress;
  /**
   * For how long an accepted run of this form may be read without its effect before it is unknown, milliseconds;
   * undefined where the usual limit of a watch will do.
   */
  watchLimitMs(form: Form, before: unknown): number | undefined;
  trace(form: Form, before: unknown, now: unknown): Trace;
  /** The nodes of a drawing by zone; none where the resource has none. */
  topology(state: unknown): readonly TopologyNode[];
  /**
   * What a person compares before and after, where it is not (or not only) a drawing of nodes. Both readings use the
   * same labels: a label with another value is what changed. None where the drawing says it all.
   */
  facts(state: unknown): readonly ReviewValue[];
  readonly trial?: Trial;
  /** What the error means for this operation, where its documents say. */
  explain(error: Pick<CloudError, 'code'> & { readonly cloudMessage?: string }): ErrorMeaning | undefined;
  /** What a user must be allowed for this, its call and its reads, and nothing more; empty where not known. */
  readonly permissions: readonly Permission[];
  /** The codes that the documents name, and those guessed after the gateway's pattern. */
  readonly documentedErrors: readonly string[];
  /** What undoes a settled run, where there is something. */
  inverse(form: Form, before: unknown, after: unknown): Inverse | undefined;
}
