import { foundKeys, type FoundKeys, type KeyFields, type KeyOrigin } from './foundKeys';
import type { KeyMachine } from './keyMachine';

export interface KeyVariables extends KeyFields {
  readonly region?: string;
  readonly account?: string;
}

/** Keys in the environment that VS Code was started in; none where neither id nor secret is set. */
export function keysInEnvironment(
  { env }: KeyMachine,
  origin: Pick<KeyOrigin, 'source' | 'cloud'>,
  variables: KeyVariables,
): readonly FoundKeys[] {
  const value = (name: string | undefined) => (name === undefined ? undefined : env[name]?.trim());
  const isSet = (name: string) => (value(name) ?? '') !== '';
  const { id, secret, token } = variables;
  if (!isSet(id) && !isSet(secret)) return [];
  const known = {
    ...origin,
    name: '',
    where: [id, secret, token].filter(isSet).join(', '),
    account: value(variables.account),
    region: value(variables.region),
  };
  return [foundKeys(known, variables, { id: value(id), secret: value(secret), token: value(token) })];
}
