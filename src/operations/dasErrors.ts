import { NOT_LET_IN } from '../clouds/huawei/errorTexts';
import { text, type Text } from '../clouds/text';
import type { ErrorMeaning } from './operation';

const error = (meaning: Text, next: Text): ErrorMeaning => ({ meaning, next });

/**
 * DAS's codes for connections, by its table of error codes, which tells no operation its own; and the gateway's for a
 * missing permission.
 */
const DAS_ERRORS = {
  'DAS.200002': error(
    text('DAS limits how often it is called; this request was not carried out.'),
    text('Wait a minute, then send it again.'),
  ),
  'DAS.200051': error(
    text('DAS did not accept who is calling, or the database did not accept user and password.'),
    text(
      "If the cloud’s words name 100.x addresses, allow the user from there (user@'100.%'); else check user and password, then the profile’s key.",
    ),
  ),
  'DAS.200100': error(
    text('DAS does not accept one of the values.'),
    text('The cloud’s own message names it: go back to its step.'),
  ),
  'DAS.200107': error(
    text('The engine is not the one of this instance, or DAS does not serve it in this region.'),
    text('Refresh the instance; the review shows which engines DAS serves here.'),
  ),
  'DAS.200108': error(
    text('DAS does not accept the name of the database.'),
    text('Check the database’s name, or leave it out.'),
  ),
  'DAS.200113': error(
    text('The project does not exist or is another account’s.'),
    text('Check the regions of the profile.'),
  ),
  'DAS.200114': error(
    text('DAS does not know the instance in this project.'),
    text('Refresh: it may have been deleted, or it is in another region.'),
  ),
  'DAS.5010': error(
    text('DAS does not know the connection any more.'),
    text('Refresh: somebody may have deleted it.'),
  ),
  'APIGW.0302': error(
    text('The profile’s user may not do this.'),
    text('Ask the account’s administrator for the policy that Copy IAM Policy puts on the clipboard.'),
  ),
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

/** What an error of DAS means where it passes on what the database said to a sign-in. */
export const dasMeaningOf = (words: string): ErrorMeaning | undefined =>
  NOT_LET_IN.test(words)
    ? error(
        text('The database did not let DAS sign in.'),
        text(
          "Check user and password, and that the user may come from DAS’s addresses, 100.125.0.0/16 and 100.79.0.0/16: as user@'%' or user@'100.%'. Each failed attempt counts, and some engines lock the user.",
        ),
      )
    : undefined;

export const dasErrors = (
  ...codes: readonly (keyof typeof DAS_ERRORS)[]
): Readonly<Record<string, ErrorMeaning>> =>
  Object.fromEntries(codes.map((code) => [code, DAS_ERRORS[code]]));
