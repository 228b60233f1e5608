import { text, type Text } from '../../clouds/text';
import { isRecipe, linksOf, roleName, type KeyRecipe } from '../keys/keyRecipe';

/** What to know of temporary keys before choosing them, short enough for a row. */
export function recipeNote(recipe: KeyRecipe): Text {
  const last = linksOf(recipe).at(-1);
  const asked = last && isRecipe(last) ? last.kind : undefined;
  if (recipe.kind !== 'role')
    return asked === 'program'
      ? text('Asks first: a program')
      : asked === 'address'
        ? text('Asks first: an address')
        : text('The role of the server');
  const role = roleName(recipe);
  switch (asked) {
    case 'program':
      return text('Asks first: a program, role {role}', { role });
    case 'address':
      return text('Asks first: an address, role {role}', { role });
    case 'instance':
      return text('Role {role}, from the role of the server', { role });
    default:
      return text('Role {role}, renewed while it is used', { role });
  }
}
