/** The service of the entries; the account is the id of the cloud. On Windows they are one: `clusterdeck/alibaba`. */
export const SERVICE = 'clusterdeck';

/** Characters. The largest entry that Windows can hold has 2560 bytes. */
export const MOST_CHARACTERS = 64 * 1024;

/** Why the keychain gave nothing. The first five are how this machine is, and no entry can be missed there. */
export const PROBLEMS = [
  'noLibsecret',
  'noBuild',
  'notLoaded',
  'noBus',
  'noService',
  'locked',
  'refused',
  'tooBig',
  'timedOut',
  'failed',
] as const;
export type KeychainProblem = (typeof PROBLEMS)[number];

/** What came of reading one entry. */
export type KeychainAnswer =
  | { readonly kind: 'entry'; readonly content: string }
  | { readonly kind: 'none' }
  /** `said`: the operating system's own words, where it had some. */
  | { readonly kind: KeychainProblem; readonly said?: string | undefined };
