import { text } from '../clouds/text';
import type { Check } from '../operations/operation';
import { MultiStep } from '../profiles/multiStep';
import { BACK } from '../profiles/multiStepFrame';
import type { Profile } from '../profiles/profile';
import { changeTicketProblem } from '../runs/changeTicket';
import type { FlowParts } from './flowHost';

export const TICKET_CHECK = 'changeTicket';

/** A check where the profile requires a change ticket: a missing one never locks anybody out of a rescue. */
export function ticketChecks({
  profile,
  changeTicket,
}: {
  readonly profile: Pick<Profile, 'name' | 'changeTicket'>;
  readonly changeTicket: string;
}): Check[] {
  if (profile.changeTicket !== 'required') return [];
  const title = text('The change ticket is named');
  return changeTicket === ''
    ? [
        {
          id: TICKET_CHECK,
          state: 'notMet',
          title,
          fact: text('The cloud profile {name} requires one, and none was typed', { name: profile.name }),
          risk: text('The history will not say why this was done.'),
        },
      ]
    : [{ id: TICKET_CHECK, state: 'met', title, fact: text('{ticket}', { ticket: changeTicket }) }];
}

/** Asks for the change ticket. Resolves with what was typed, empty for none; 'back', or undefined where the person left. */
export async function askForTicket(
  { kit, translate }: Pick<FlowParts, 'kit' | 'translate'>,
  title: string,
  typed: string,
): Promise<{ readonly ticket: string } | 'back' | undefined> {
  const answer = await new MultiStep(kit).input({
    title: `${title}: ${translate(text('Change ticket'))}`,
    prompt: translate(text('The change ticket that this belongs to, for the history. Empty for none')),
    placeholder: 'CHG0031234',
    value: typed,
    back: true,
    validate: (value) => {
      const problem = changeTicketProblem(value);
      return problem && translate(problem);
    },
  });
  if (answer === BACK) return 'back';
  return typeof answer === 'string' ? { ticket: answer.trim() } : undefined;
}
