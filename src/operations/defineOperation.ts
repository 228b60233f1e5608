import type * as z from 'zod';
import type { CloudCall, CloudClient, Outcome } from '../clouds/cloudClient';
import { type Text, text } from '../clouds/text';
import type { ResourceKind, Target } from '../inventory/target';
import type {
  Check,
  Choice,
  ErrorMeaning,
  Form,
  InputStep,
  Inverse,
  Operation,
  PickStep,
  Problem,
  Progress,
  ReviewValue,
  TopologyNode,
  Trace,
  Trial,
} from './operation';
import type { Permission } from './permissions';

/** A step as its operation declares it: the same as `Step`, with the operation's own shapes. */
export type StepSpec<Live, F> = {
  readonly field: keyof F & string;
  readonly title: Text;
  readonly dependsOn?: readonly (keyof F & string)[];
  known?(live: Live, form: Partial<F>): { readonly value: unknown } | undefined;
  /** Why the field's value cannot stand beside live data and the fields before it. `form` includes the value. */
  problem?(live: Live, form: Partial<F>, now: number): Text | undefined;
} & (
  | {
      readonly kind: 'pick';
      readonly placeholder: Text;
      /** Any number can be chosen; the field holds the list of their values. */
      readonly many?: true;
      choices(live: Live, form: Partial<F>): readonly Choice[];
      likely(live: Live, form: Partial<F>): unknown;
      typed?(live: Live, form: Partial<F>): (StepSpec<Live, F> & { readonly kind: 'input' }) | undefined;
    }
  | {
      readonly kind: 'input';
      readonly prompt: Text;
      readonly forbidden?: boolean;
      readonly generate?: () => string;
      initial?(live: Live, form: Partial<F>, now: number): string;
      /** Where they are unset, the text is kept as it was typed. */
      keep?(typed: string, form: Partial<F>, now: number): unknown;
      show?(kept: unknown): string;
      echo?(kept: unknown): Text | undefined;
    }
);

/** An operation with its own shapes; `Operation` documents each member. */
export interface OperationSpec<Live, State, F extends Record<string, unknown>> {
  readonly id: string;
  readonly on: readonly ResourceKind[];
  readonly title: Text;
  readonly doing: Text;
  readonly risk: Operation['risk'];
  readonly secrets: readonly (keyof F & string)[];
  /** What a person decides: every documented limit, each with a message that names the rule. */
  readonly form: z.ZodObject & z.ZodType<F>;
  readonly state: z.ZodType<State>;
  readonly steps: readonly StepSpec<Live, F>[];
  /** Rules that need live data or the clock. */
  check(live: Live, form: F, now: number): readonly Problem[];
  read(client: CloudClient, target: Target, signal?: AbortSignal): Promise<Live>;
  observe(client: CloudClient, target: Target, signal?: AbortSignal): Promise<State>;
  stateOf(live: Live): State;
  review(form: F, live: Live): readonly ReviewValue[];
  /** The risk of a check is left out by itself where it is met. */
  preflight(form: F, live: Live, now: number): readonly Check[];
  effect(form: F, live: Live): readonly Text[];
  confirmation(form: F, live: Live, target: Target): Text;
  changes(seen: Live, now: Live): readonly Text[];
  call(form: F, target: Target, live: Live, token: string): CloudCall;
  /** Like `watchLimitMs`, `trace` and `inverse`, asked about a run's own form, which has no secret fields. */
  settle(form: F, before: State, now: State): Progress;
  watchLimitMs?(form: F, before: State): number | undefined;
  trace(form: F, before: State, now: State): Trace;
  topology(state: State): readonly TopologyNode[];
  facts?(state: State): readonly ReviewValue[];
  readonly trial?: Pick<Trial, 'title' | 'cost'> & {
    call(form: F, target: Target, live: Live): CloudCall;
    tell(outcome: Outcome, form: F): Text | undefined;
  };
  readonly errors: Readonly<Record<string, ErrorMeaning>>;
  /** What the cloud's own words mean, where its code says too little. */
  readonly meaningOf?: (words: string) => ErrorMeaning | undefined;
  readonly permissions?: readonly Permission[];
  inverse?(
    form: F,
    before: State,
    after: State,
  ): (Inverse & ({ readonly form: F } | { readonly operation: string })) | undefined;
}

/**
 * Closes an operation over its own shapes. What comes back from a person or from the journal is parsed; live data is
 * only ever handed back to the operation that read it, which is why the one cast here is sound.
 */
export function defineOperation<Live, State, F extends Record<string, unknown>>(
  spec: OperationSpec<Live, State, F>,
): Operation {
  const form = (value: Form): F => spec.form.parse(value);
  /** A run keeps no secret field: what is done with its form afterwards must do without. */
  const keptShape = spec.secrets.length === 0 ? spec.form : spec.form.omit(mask(spec.secrets));
  const kept = (value: Form): F => keptShape.parse(value) as F;
  const state = (value: unknown): State => spec.state.parse(value);
  const asLive = (value: unknown): Live => value as Live;

  const formProblems = (value: Form): Problem[] => {
    const parsed = spec.form.safeParse(value);
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => ({
          field: String(issue.path[0] ?? ''),
          message: text(issue.message),
        }));
  };
  const problems = (value: Form, live: unknown, now: number): readonly Problem[] => {
    const own = formProblems(value);
    return own.length > 0
      ? own
      : [...stepProblems(form(value), live, now), ...spec.check(asLive(live), form(value), now)];
  };
  const stepProblems = (value: F, live: unknown, now: number): Problem[] =>
    spec.steps.flatMap((step) => {
      const message = step.problem?.(asLive(live), value, now);
      return message ? [{ field: step.field, message }] : [];
    });

  return {
    id: spec.id,
    on: spec.on,
    title: spec.title,
    doing: spec.doing,
    risk: spec.risk,
    secrets: spec.secrets,
    steps: spec.steps.map(closeStep),
    documentedErrors: Object.keys(spec.errors),
    permissions: spec.permissions ?? [],
    read: (client, target, signal) => spec.read(client, target, signal),
    observe: (client, target, signal) => spec.observe(client, target, signal),
    state: (live) => spec.stateOf(asLive(live)),
    fieldProblem: (field, value, live, sofar, now) => {
      const whole = { ...sofar, [field]: value };
      const own = formProblems(whole).find((problem) => problem.field === field);
      if (own) return own.message;
      const step = spec.steps.find((each) => each.field === field);
      const rule = step?.problem?.(asLive(live), whole as Partial<F>, now);
      if (rule) return rule;
      if (!spec.form.safeParse(whole).success) return undefined;
      return spec.check(asLive(live), form(whole), now).find((problem) => problem.field === field)?.message;
    },
    problems,
    review: (value, live) => spec.review(form(value), asLive(live)),
    preflight: (value, live, now) => spec.preflight(form(value), asLive(live), now).map(withoutIdleRisk),
    effect: (value, live) => spec.effect(form(value), asLive(live)),
    confirmation: (value, live, target) => spec.confirmation(form(value), asLive(live), target),
    changes: (seen, now) => spec.changes(asLive(seen), asLive(now)),
    call: (value, target, live, token) => spec.call(form(value), target, asLive(live), token),
    settle: (value, before, now) => spec.settle(kept(value), state(before), state(now)),
    watchLimitMs: (value, before) => spec.watchLimitMs?.(kept(value), state(before)),
    trace: (value, before, now) => spec.trace(kept(value), state(before), state(now)),
    topology: (value) => spec.topology(state(value)),
    facts: (value) => spec.facts?.(state(value)) ?? [],
    ...(spec.trial ? { trial: closeTrial(spec.trial) } : {}),
    explain: ({ code, cloudMessage = '' }) =>
      spec.meaningOf?.(cloudMessage) ??
      (code !== undefined && Object.hasOwn(spec.errors, code) ? spec.errors[code] : undefined),
    inverse: (value, before, after) => spec.inverse?.(kept(value), state(before), state(after)),
  };

  function closeTrial(trial: NonNullable<typeof spec.trial>): Trial {
    return {
      ...trial,
      call: (value, target, live) => trial.call(form(value), target, asLive(live)),
      tell: (outcome, value) => trial.tell(outcome, form(value)),
    };
  }

  type Spec<Kind> = StepSpec<Live, F> & { readonly kind: Kind };

  function closeStep(step: StepSpec<Live, F>): PickStep | InputStep {
    return step.kind === 'input' ? closeInput(step) : closePick(step);
  }

  function closeAny(step: StepSpec<Live, F>) {
    return {
      field: step.field,
      title: step.title,
      dependsOn: step.dependsOn ?? [],
      known: (live: unknown, value: Form) => step.known?.(asLive(live), value as Partial<F>),
    };
  }

  function closeInput(step: Spec<'input'>): InputStep {
    return {
      ...closeAny(step),
      kind: 'input',
      prompt: step.prompt,
      secret: spec.secrets.includes(step.field),
      forbidden: step.forbidden ?? false,
      ...(step.generate ? { generate: step.generate } : {}),
      initial: (live, value, now) => step.initial?.(asLive(live), value as Partial<F>, now) ?? '',
      keep: (typed, value, now) => (step.keep ? step.keep(typed, value as Partial<F>, now) : typed),
      show: (kept) => step.show?.(kept) ?? (typeof kept === 'string' ? kept : ''),
      echo: (kept) => step.echo?.(kept),
    };
  }

  function closePick(step: Spec<'pick'>): PickStep {
    return {
      ...closeAny(step),
      kind: 'pick',
      placeholder: step.placeholder,
      many: step.many ?? false,
      choices: (live, value) => step.choices(asLive(live), value as Partial<F>),
      likely: (live, value) => step.likely(asLive(live), value as Partial<F>),
      typed: (live, value) => {
        const typed = step.typed?.(asLive(live), value as Partial<F>);
        return typed && closeInput(typed);
      },
    };
  }
}

/** What is met is no risk. */
const withoutIdleRisk = ({ risk, ...check }: Check): Check =>
  check.state === 'met' || risk === undefined ? check : { ...check, risk };

const mask = (fields: readonly string[]): Record<string, true> =>
  Object.fromEntries(fields.map((field) => [field, true as const]));
