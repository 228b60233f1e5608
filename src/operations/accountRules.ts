import * as z from 'zod';

/** What an account may be allowed on a database (vendor's page of CreateAccountZonal). */
export const PRIVILEGES = ['ReadWrite', 'ReadOnly', 'DMLOnly', 'DDLOnly', 'ReadIndex'] as const;
export type PrivilegeName = (typeof PRIVILEGES)[number];

/** Names that the page itself calls reserved; others may be too. */
export const RESERVED_NAMES: readonly string[] = ['root', 'admin'];

/** The rules of AccountName, in the order in which a person meets them while typing. */
export const accountName = z
  .string('Name must be a text')
  .regex(/^[a-z]/, 'Name must start with a lower-case letter')
  .regex(/^[a-z0-9_]*$/, 'Name may hold only lower-case letters, digits and underscores')
  .min(2, 'Name must have at least 2 characters')
  .max(16, 'Name may have at most 16 characters')
  .regex(/[a-z0-9]$/, 'Name must end with a letter or a digit')
  .refine((name) => !RESERVED_NAMES.includes(name), 'Name is reserved: root and admin cannot be used');

/** The special characters that a password may hold. */
export const PASSWORD_SPECIALS = '!@#$%^&*()_+-=';
const KINDS = [/[A-Z]/, /[a-z]/, /\d/, /[!@#$%^&*()_+\-=]/];

/** The rules of AccountPassword and NewAccountPassword. */
export const password = z
  .string('Password must be a text')
  .regex(/^[A-Za-z0-9!@#$%^&*()_+\-=]*$/, `Password may hold only letters, digits and ${PASSWORD_SPECIALS}`)
  .min(8, 'Password must have at least 8 characters')
  .max(32, 'Password may have at most 32 characters')
  .refine(
    (value) => KINDS.filter((kind) => kind.test(value)).length >= 3,
    'Password must mix three of these: upper-case letters, lower-case letters, digits, special characters',
  );

/** The rules of AccountDescription, where one is given. */
export const description = z
  .string('Description must be a text')
  .regex(/^(?!https?:\/\/)/, 'Description must not start with http:// or https://')
  .min(2, 'Description must have at least 2 characters')
  .max(256, 'Description may have at most 256 characters');

export const privilege = z.enum(
  PRIVILEGES,
  'Privilege must be one of ReadWrite, ReadOnly, DMLOnly, DDLOnly, ReadIndex',
);

/** Names of databases; a comma would make two of one. */
export const databases = z.array(
  z
    .string('Databases must be names')
    .regex(/^[^,\s]{1,64}$/, 'Databases must be names of 1 to 64 characters without commas and blanks'),
  'Databases must be a list',
);

/** The longest AccountPrivilege, a list with one privilege for each database (vendor's page of CreateAccount). */
export const MOST_PRIVILEGE_CHARACTERS = 900;

/** AccountPrivilege for several databases: a list parallel to DBName. */
export const privilegeList = (names: readonly string[], name: PrivilegeName): string =>
  names.map(() => name).join(',');

/** How many databases can be named at once with this privilege. */
export const mostDatabases = (name: PrivilegeName): number =>
  Math.floor((MOST_PRIVILEGE_CHARACTERS + 1) / (name.length + 1));
