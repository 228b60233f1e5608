import type { Ruling } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { productOf, type Target, withHolder } from '../inventory/target';
import type { Check, Form, Operation, Problem } from '../operations/operation';
import type { Profile } from '../profiles/profile';
import { paragraph, type Say } from '../profiles/say';
import { copyCommandLabel, toolOf } from '../results/cliCommand';
import { TICKET_CHECK, ticketChecks } from './ticketStep';
import { width, wrapWords } from './wrapWords';

export interface ReviewFacts {
  readonly operation: Operation;
  readonly profile: Pick<Profile, 'name' | 'safety' | 'changeTicket'>;
  readonly target: Target;
  readonly form: Form;
  readonly live: unknown;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What changed since the person last looked. */
  readonly changed: readonly Text[];
  /** What the person's safety policy says of it, where it says something. */
  readonly ruling?: Ruling | undefined;
  /** The change ticket that was typed; empty for none. */
  readonly changeTicket: string;
}

/** What a row of the review is there for; `say` rows do nothing. */
export type ReviewDeed =
  | { readonly kind: 'say' }
  | { readonly kind: 'edit'; readonly field: string }
  | { readonly kind: 'send' | 'changeTicket' }
  | { readonly kind: 'showRequest' | 'copyCommand' | 'checkAgain' | 'trial' };

export interface ReviewRow {
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly deed: ReviewDeed;
}

export interface ReviewGroup {
  readonly heading: string;
  readonly rows: readonly ReviewRow[];
}

export interface Review {
  readonly groups: readonly ReviewGroup[];
  readonly checks: readonly Check[];
  /** The key of the row to have focused. */
  readonly active: string;
  /** Whether a check is not met: sending says "Send Anyway". */
  readonly anyway: boolean;
}

/** The quick pick cuts its rows: this much is there in a window of half a small screen. */
const COLUMNS = 50;
/** Details are set smaller, and no heading stands beside them. */
const DETAIL_COLUMNS = 60;
/** A row that does nothing. */
export const SAY: ReviewDeed = { kind: 'say' };

const ICONS = { met: 'pass', notMet: 'error', unknown: 'question' } as const;
const WORDS = { met: text('Met'), notMet: text('Not met'), unknown: text('Unknown') } as const;

/** What a person sees before sending. A form that breaks a rule cannot be sent; a check that is not met can. */
export function review(facts: ReviewFacts, translate: Say): Review {
  const { operation, form, live, now } = facts;
  const problems = operation.problems(form, live, now);
  const checks = problems.length > 0 ? [] : [...operation.preflight(form, live, now), ...ticketChecks(facts)];
  const anyway = checks.some(({ state }) => state === 'notMet');
  const broken = problems.length > 0;
  const inState = (wanted: Check['state']) => checks.filter(({ state }) => state === wanted);
  // What can be done stands first, so that it is in view; what speaks against sending comes right after it.
  const groups: [Text, readonly ReviewRow[]][] = [
    [text('Actions'), actionRows(facts, broken, anyway, translate)],
    [text('Change ticket'), broken ? [] : ticketRows(facts, translate)],
    [text('Changed since you looked'), sentences('changed', facts.changed, 'warning', translate)],
    [text('Safety policy'), broken ? [] : rulingRows(facts.ruling, translate)],
    [text('To be put right'), problemRows(problems, operation, translate)],
    [text('Checks not met'), inState('notMet').flatMap((check) => unmetRows(check, translate))],
    [text('Checks not known'), inState('unknown').flatMap((check) => unmetRows(check, translate))],
    [text('Target'), targetRows(facts, translate)],
    [text('Effect'), broken ? [] : sentences('effect', operation.effect(form, live), 'zap', translate)],
    [text('Values'), broken ? [] : valueRows(facts, translate)],
    [text('Checks met'), inState('met').flatMap((check) => metRows(check, translate))],
  ];
  return {
    groups: groups.flatMap(([heading, rows]) =>
      rows.length > 0 ? [{ heading: translate(heading), rows }] : [],
    ),
    checks,
    anyway,
    active: activeKey(facts.changed, problems, checks),
  };
}

/** Send, unless there is something to look at first. */
function activeKey(changed: readonly Text[], problems: readonly Problem[], checks: readonly Check[]): string {
  if (changed.length > 0) return 'changed0';
  if (problems[0]) return 'problem0';
  const unmet = checks.find(({ state }) => state === 'notMet');
  // A ticket is typed at its own row, and not before other doubts were seen.
  if (unmet?.id === TICKET_CHECK) return 'changeTicket';
  return unmet ? `check:${unmet.id}` : 'send';
}

/** Where it is typed. */
function ticketRows({ profile, changeTicket }: ReviewFacts, translate: Say): ReviewRow[] {
  if (!profile.changeTicket) return [];
  const label = changeTicket || translate(text('None typed yet'));
  const more =
    profile.changeTicket === 'required'
      ? text('Required; pick to type it')
      : text('Optional; pick to type it');
  const deed: ReviewDeed = { kind: 'changeTicket' };
  return withMore({ key: 'changeTicket', label, icon: 'tag', deed }, translate(more));
}

const RULING_ICONS = { refuses: 'error', confirms: 'shield', warns: 'warning' } as const;

/** Says what the person's own policy says, before anything is sent. */
function rulingRows(ruling: Ruling | undefined, translate: Say): ReviewRow[] {
  if (!ruling) return [];
  return wrapped('ruling', rulingSentence(ruling, translate), RULING_ICONS[ruling.does]);
}

/** `Refused: rule polardb:* (deny) in ~/.aliyun/safety-policy.json. Change …` */
export function rulingSentence({ does, fact, advice }: Ruling, translate: Say): string {
  const refused = does === 'refuses' ? [text('It will be refused.')] : [];
  return paragraph([...refused, fact, advice].map(translate));
}

function targetRows({ target, profile }: ReviewFacts, translate: Say): ReviewRow[] {
  const guarded = profile.safety === 'production';
  return [
    ...withMore(
      { key: 'target', label: target.name, icon: 'database', deed: SAY },
      `${withHolder(target)} · ${target.region}`,
    ),
    ...withMore(
      { key: 'profile', label: profile.name, icon: guarded ? 'shield' : 'account', deed: SAY },
      translate(guarded ? text('Cloud profile for production') : text('Cloud profile')),
    ),
  ];
}

/** Choosing a value goes back to its step. */
function valueRows({ operation, form, live }: ReviewFacts, translate: Say): ReviewRow[] {
  return operation.review(form, live).flatMap(({ field, label, value }, index) => {
    const step = operation.steps.find((each) => each.field === field);
    const asked = step && !step.known(live, form);
    return withMore(
      {
        key: `value${index}`,
        label: translate(value),
        icon: asked ? 'edit' : 'symbol-constant',
        deed: asked ? { kind: 'edit', field: step.field } : SAY,
      },
      translate(label),
    );
  });
}

function problemRows(problems: readonly Problem[], operation: Operation, translate: Say): ReviewRow[] {
  return problems.map(({ field, message }, index) => ({
    key: `problem${index}`,
    label: translate(message),
    icon: 'error',
    deed: operation.steps.some((step) => step.field === field) ? { kind: 'edit', field } : SAY,
  }));
}

const checkRow = (check: Check, translate: Say): ReviewRow => ({
  key: `check:${check.id}`,
  label: translate(check.title),
  icon: ICONS[check.state],
  deed: SAY,
});

const metRows = (check: Check, translate: Say): ReviewRow[] =>
  withMore(checkRow(check, translate), `${translate(WORDS[check.state])} · ${translate(check.fact)}`);

/** A check that speaks against sending: its fact, and why sending anyway is a bad idea, not cut short. */
function unmetRows(check: Check, translate: Say): ReviewRow[] {
  const row = { ...checkRow(check, translate), description: translate(WORDS[check.state]) };
  return [
    ...withDetail(row, translate(check.fact)),
    ...(check.risk ? sentences(`risk:${check.id}.`, [check.risk], 'blank', translate) : []),
  ];
}

/** A row with more about it: beside its label where both fit, else below. */
export function withMore(row: ReviewRow, more: string): ReviewRow[] {
  if (width(`${row.label} ${more}`) <= COLUMNS) return [{ ...row, description: more }];
  return withDetail(row, more);
}

function withDetail(row: ReviewRow, detail: string): ReviewRow[] {
  if (width(detail) <= DETAIL_COLUMNS) return [{ ...row, detail }];
  return [row, ...continued(`${row.key}.`, wrapWords(detail, COLUMNS))];
}

/** The lines of a sentence that the rows before have no room for. */
const continued = (key: string, lines: readonly string[]): ReviewRow[] =>
  lines.map((label, index) => ({ key: `${key}${index + 1}`, label, icon: 'blank', deed: SAY }));

/** A sentence in rows: two lines in one, more of them one below the other. */
function sentences(key: string, texts: readonly Text[], icon: string, translate: Say): ReviewRow[] {
  return texts.flatMap((sentence, index) => wrapped(`${key}${index}`, translate(sentence), icon));
}

/** Words in rows that cut nothing. */
export function wrapped(key: string, words: string, icon: string): ReviewRow[] {
  const whole = words.trim();
  const [label = ''] = wrapWords(whole, COLUMNS);
  const rest = whole.slice(label.length).trim();
  const row: ReviewRow = { key, label, icon, deed: SAY };
  return rest === '' ? [row] : withDetail(row, rest);
}

function actionRows(
  { operation: { trial }, target }: ReviewFacts,
  broken: boolean,
  anyway: boolean,
  translate: Say,
): ReviewRow[] {
  const row = (
    kind: 'send' | 'showRequest' | 'copyCommand' | 'checkAgain' | 'trial',
    label: Text,
    icon: string,
    detail?: Text,
  ): ReviewRow[] => {
    const bare: ReviewRow = { key: kind, label: translate(label), icon, deed: { kind } };
    return detail ? withMore(bare, translate(detail)) : [bare];
  };
  const again = row('checkAgain', text('Check Again'), 'refresh', text('Reads the live data anew'));
  if (broken) return again;
  return [
    ...(anyway
      ? row('send', text('Send Anyway…'), 'warning', text('A check is not met; you are asked once more'))
      : row('send', text('Send…'), 'play', text('You are asked once more'))),
    ...(trial ? row('trial', trial.title, 'beaker', trial.cost) : []),
    ...row('showRequest', text('Show Request'), 'code'),
    ...row('copyCommand', copyCommandLabel(toolOf(productOf(target.kind))), 'terminal'),
    ...again,
  ];
}

/**
 * The facts of checks that turned worse between two looks: the live data may be the same and the clock not.
 */
export function worseChecks(seen: readonly Check[], now: readonly Check[]): Text[] {
  const rank = { met: 0, unknown: 1, notMet: 2 };
  return now.flatMap((check) => {
    const before = seen.find(({ id }) => id === check.id);
    return before && rank[check.state] > rank[before.state] ? [check.fact] : [];
  });
}
