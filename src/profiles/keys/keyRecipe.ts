import * as z from 'zod';
import type { AccessKey } from '../../clouds/accessKey';
import { text, type Text } from '../../clouds/text';
import type { RoleToAssume } from '../../inventory/assumeRole';

/** A role that is taken on with other keys. */
export interface RoleRecipe extends RoleToAssume {
  readonly kind: 'role';
  readonly from: StoredKeys;
}

/** The role of the server (ECS instance) that this runs on. */
export interface InstanceRecipe {
  readonly kind: 'instance';
  /** Asked of the server where unset. */
  readonly roleName?: string | undefined;
}

/** A program that writes keys. A person has seen and confirmed this command. */
export interface ProgramRecipe {
  readonly kind: 'program';
  readonly command: string;
}

/** An address that answers with keys. A person has seen and confirmed it. */
export interface AddressRecipe {
  readonly kind: 'address';
  readonly url: string;
}

/** How to get temporary keys, again and again. Holds secrets. */
export type KeyRecipe = RoleRecipe | InstanceRecipe | ProgramRecipe | AddressRecipe;

/** What SecretStorage keeps of a profile: keys, or how to get them. */
export type StoredKeys = AccessKey | KeyRecipe;

export const isRecipe = (stored: StoredKeys): stored is KeyRecipe => 'kind' in stored;

/** The hosts that AssumeRole is sent to: they get a signature and answer with keys. */
export const STS_HOST = /^sts(-vpc)?(\.[a-z0-9][a-z0-9-]{1,62})?\.aliyuncs\.com$/;
export const ROLE_ARN = /^acs:ram::(\d{1,32}):role\/([\w.-]{1,64})$/i;

/** How many roles may be taken on one from the other. */
export const MOST_ROLES = 5;

const word = z.string().min(1);
const accessKey = z
  .object({ accessKeyId: word, accessKeySecret: word, securityToken: word.optional() })
  .transform(({ securityToken, ...keys }): AccessKey => ({
    ...keys,
    ...(securityToken ? { securityToken } : {}),
  }));

/** Reads what SecretStorage holds. */
export const storedKeysSchema: z.ZodType<StoredKeys> = z.lazy(() =>
  z.union([
    z.object({
      kind: z.literal('role'),
      from: storedKeysSchema,
      roleArn: z.string().regex(ROLE_ARN),
      sessionName: word,
      duration: z.number().int().positive(),
      externalId: word.optional(),
      policy: word.optional(),
      host: z.string().regex(STS_HOST),
    }),
    z.object({ kind: z.literal('instance'), roleName: word.optional() }),
    z.object({ kind: z.literal('program'), command: word }),
    z.object({ kind: z.literal('address'), url: word }),
    accessKey,
  ]),
);

/** The keys and recipes that one rests on, itself first. */
export function linksOf(stored: StoredKeys): readonly StoredKeys[] {
  return 'kind' in stored && stored.kind === 'role' ? [stored, ...linksOf(stored.from)] : [stored];
}

export const roleName = ({ roleArn }: Pick<RoleRecipe, 'roleArn'>): string =>
  ROLE_ARN.exec(roleArn)?.[2] ?? roleArn;

/** What a person calls keys that come about so. */
export function recipeName(recipe: KeyRecipe): Text {
  switch (recipe.kind) {
    case 'role':
      return text('role {role}', { role: roleName(recipe) });
    case 'instance':
      return recipe.roleName === undefined
        ? text('role of the server')
        : text('server role {role}', { role: recipe.roleName });
    case 'program':
      return text('program');
    case 'address':
      return text('address');
  }
}
