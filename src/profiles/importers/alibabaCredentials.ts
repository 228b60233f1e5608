import { text, type Text } from '../../clouds/text';
import type { KeyRecipe } from '../keys/keyRecipe';
import { whyNotGot } from '../keys/killSwitches';
import { addressRecipe, instanceRecipe } from './askedRecipe';
import {
  checkedKey,
  foundKeys,
  foundRecipe,
  unusableKeys,
  type FoundKeys,
  type KeyOrigin,
} from './foundKeys';
import { homeFile, namedFile, type KeyMachine } from './keyMachine';
import { keysInFile, keysInIni } from './keysInFile';
import * as reasons from './reasons';
import { recipeNote } from './recipeNote';
import { roleRecipe } from './roleRecipe';

const FIELDS = { id: 'access_key_id', secret: 'access_key_secret', token: 'security_token' };

const REASONS: Readonly<Record<string, Text>> = {
  oidc_role_arn: reasons.FEDERATED,
  rsa_key_pair: reasons.KEY_PAIR,
  bearer: reasons.TOKEN_ONLY,
};

/**
 * The sections of the file that Alibaba Cloud's SDKs share: ~/.alibabacloud/credentials, or the one that
 * ALIBABA_CLOUD_CREDENTIALS_FILE names (facts: 7).
 */
export const alibabaCredentialsKeys = (machine: KeyMachine): Promise<readonly FoundKeys[]> =>
  keysInFile(
    machine,
    namedFile(machine, 'ALIBABA_CLOUD_CREDENTIALS_FILE', homeFile(machine, '.alibabacloud', 'credentials')),
    { source: text('Alibaba Cloud SDKs'), cloud: 'alibaba' },
    (content, origin) => keysInIni(content, origin, (values, known) => keysOf(values, known, machine)),
  );

type Values = ReadonlyMap<string, string>;

function keysOf(values: Values, origin: KeyOrigin, { env }: KeyMachine): FoundKeys {
  const type = values.get('type')?.toLowerCase() ?? 'access_key';
  const [id, secret] = [values.get('access_key_id'), values.get('access_key_secret')];
  if (type === 'access_key') return foundKeys(origin, FIELDS, { id, secret });
  if (type === 'sts')
    return foundKeys(
      origin,
      FIELDS,
      { id, secret, token: values.get('security_token') },
      { needsToken: true },
    );
  const account = /^acs:ram::(\d+):/.exec(values.get('role_arn') ?? '')?.[1];
  const made = recipeOf(type, values);
  if (made) {
    const problem = 'problem' in made ? made.problem : whyNotGot(made.recipe.kind, env);
    if (problem) return unusableKeys({ ...origin, account }, problem, id);
    if ('recipe' in made)
      return foundRecipe({ ...origin, account, note: recipeNote(made.recipe) }, made.recipe);
  }
  return unusableKeys({ ...origin, account, note: reasons.INSTEAD }, reasons.reasonIn(REASONS, type), id);
}

/** How to get the keys of a section (credentials-nodejs, profile.ts); undefined for another type. */
function recipeOf(
  type: string,
  values: Values,
): { readonly recipe: KeyRecipe } | { readonly problem: Text } | undefined {
  switch (type) {
    case 'ecs_ram_role':
      return instanceRecipe(values.get('role_name'), 'role_name');
    case 'credentials_uri':
      return addressRecipe(values.get('credentials_uri'), 'credentials_uri');
    case 'ram_role_arn': {
      const parts = {
        id: values.get('access_key_id'),
        secret: values.get('access_key_secret'),
        token: values.get('security_token'),
      };
      const checked = checkedKey('alibaba', FIELDS, parts);
      if ('problem' in checked) return checked;
      const [arn, session] = [values.get('role_arn'), values.get('role_session_name')];
      const role = { arn, session, policy: values.get('policy'), externalId: values.get('external_id') };
      return roleRecipe(checked.key, role, { arn: 'role_arn', session: 'role_session_name' });
    }
    default:
      return undefined;
  }
}
