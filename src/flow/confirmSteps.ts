import type { Ruling } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import { holderOf, type Target } from '../inventory/target';
import type { Check, Form, Operation } from '../operations/operation';
import { MultiStep } from '../profiles/multiStep';
import { BACK } from '../profiles/multiStepFrame';
import { paragraph } from '../profiles/say';
import type { Run } from '../runs/run';
import { runWords } from '../results/runWords';
import type { FlowParts } from './flowHost';
import { isResourceId } from './idConfirmation';
import { rulingSentence } from './reviewRows';

type Parts = Pick<FlowParts, 'kit' | 'dialogs' | 'translate' | 'openRun'>;

/** Asks for the id of the listed resource, exactly: a part's name may be the same on staging. Resolves with 'same', 'back', or undefined where the person left. */
export async function askForId(
  { kit, translate }: Parts,
  title: string,
  target: Target,
): Promise<'same' | 'back' | undefined> {
  const { id } = holderOf(target);
  const typed = await new MultiStep(kit).input({
    title: `${title}: ${translate(text('Confirm'))}`,
    prompt: translate(
      text('This is a production profile. Type the id of {name} to go on: {id}', {
        name: target.within?.name ?? target.name,
        id,
      }),
    ),
    placeholder: id,
    back: true,
    validate: (value) =>
      isResourceId(value, id)
        ? undefined
        : translate(text('This is not {id}. Upper and lower case count.', { id })),
  });
  if (typed === BACK) return 'back';
  return typeof typed === 'string' && isResourceId(typed, id) ? 'same' : undefined;
}

export interface LastQuestion {
  readonly operation: Operation;
  readonly form: Form;
  readonly live: unknown;
  readonly target: Target;
  readonly profileName: string;
  /** Empty where there is none. */
  readonly changeTicket: string;
  readonly checks: readonly Check[];
  readonly ruling?: Ruling | undefined;
}

/** The last question before sending: names what happens to what, and what speaks against it. */
export async function askLast({ dialogs, translate }: Parts, question: LastQuestion): Promise<boolean> {
  const { operation, form, live, target, profileName, changeTicket, checks, ruling } = question;
  const doubts = checks.filter(({ state }) => state !== 'met');
  const anyway = checks.some(({ state }) => state === 'notMet');
  const button = translate(anyway ? text('Send Anyway') : operation.title);
  const doubt = ({ state, title, fact, risk }: Check) =>
    paragraph([
      translate(
        state === 'notMet'
          ? text('Not met: {title}.', { title: translate(title) })
          : text('Not known: {title}.', { title: translate(title) }),
      ),
      translate(text('{fact}.', { fact })),
      ...(risk ? [translate(risk)] : []),
    ]);
  const detail = [
    translate(text('Cloud profile: {name}', { name: profileName })),
    ...(changeTicket ? [translate(text('Change ticket: {ticket}', { ticket: changeTicket }))] : []),
    ...operation.effect(form, live).map((line) => translate(line)),
    ...doubts.map(doubt),
    ...(ruling ? [rulingSentence(ruling, translate)] : []),
  ].join('\n\n');
  const answer = await dialogs.ask(translate(operation.confirmation(form, live, target)), detail, [button]);
  return answer === button;
}

/** Warns of runs under way on the same resource. Resolves with whether to go on. */
export async function askDespite(
  { dialogs, translate, openRun }: Parts,
  runs: readonly Run[],
  target: Target,
  goOn: string,
): Promise<boolean> {
  const [newest] = runs;
  if (!newest) return true;
  const open = translate(text('Open the Run'));
  const answer = await dialogs.ask(
    translate(text('A run is under way on {name}', { name: target.name })),
    [
      ...runs.map((run) =>
        translate(
          text('{operation}: {state} (cloud profile {profile})', {
            operation: translate(run.title),
            state: translate(runWords(run).word),
            profile: run.profile.name,
          }),
        ),
      ),
      translate(text('A second operation may be refused, or meet a cluster that is still changing.')),
    ].join('\n\n'),
    [open, goOn],
  );
  if (answer === open) openRun(newest.id);
  return answer === goOn;
}
