import { text, type Text } from '../../clouds/text';
import { addressProblem } from '../keys/addressKeys';
import type { KeyRecipe } from '../keys/keyRecipe';
import { splitCommand } from '../keys/splitCommand';

/** Longer ones could not be shown whole before they are confirmed. */
export const MOST_SHOWN = 2000;

type Made = { readonly recipe: KeyRecipe } | { readonly problem: Text };

/** Keys from a program, where its command can be shown and run. */
export function programRecipe(command: string | undefined, field: string): Made {
  if (command === undefined || command.trim() === '') return missing(field);
  if (Array.from(command).length > MOST_SHOWN)
    return { problem: text('Its command is too long to be shown before it runs.') };
  const split = splitCommand(command, process.platform === 'win32');
  return 'problem' in split ? split : { recipe: { kind: 'program', command } };
}

/** Keys from an address, where that can be shown and asked. */
export function addressRecipe(address: string | undefined, field: string): Made {
  const url = address?.trim() ?? '';
  if (url === '') return missing(field);
  if (Array.from(url).length > MOST_SHOWN)
    return { problem: text('Its address is too long to be shown before it is asked.') };
  const problem = addressProblem(url);
  return problem ? { problem } : { recipe: { kind: 'address', url } };
}

/** Keys of the server's role. */
export function instanceRecipe(role: string | undefined, field: string): Made {
  const roleName = role?.trim() ?? '';
  if (roleName !== '' && !/^[\w.-]{1,64}$/.test(roleName))
    return { problem: text('Its {field} is no role’s name. Correct it there.', { field }) };
  return { recipe: { kind: 'instance', ...(roleName === '' ? {} : { roleName }) } };
}

const missing = (field: string): Made => ({
  problem: text('{field} is missing. Complete it there.', { field }),
});
