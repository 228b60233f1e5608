import type { CloudErrorKind } from '../cloudError';
import { argsOf, clockWords, commonWords, type AnswerContext, type Args, type Words } from '../errorWords';
import { text, withValues } from '../text';
import type { HttpResponse } from '../transport';
import { CODES } from './errorCodes';
import type { ErrorAnswer } from './errors';

/** What happened and what to do about it. */
export function explain(
  kind: CloudErrorKind,
  answer: ErrorAnswer,
  response: HttpResponse,
  context: AnswerContext,
): Words {
  const args = argsOf(context, answer.code, response);
  if (kind === 'keyRejected') return keyRejected(answer, response, context, args);
  if (NOT_LET_IN.test(answer.message) && answer.code.startsWith('DAS.'))
    return {
      explanation: text('The database did not let DAS sign in ({code}).', args),
      advice: text(
        "Check user and password, and that the user may come from DAS’s addresses, 100.125.0.0/16 and 100.79.0.0/16: as user@'%' or user@'100.%'.",
      ),
    };
  const known = CODES[answer.code];
  if (known)
    return { explanation: withValues(known[0], { ...args }), advice: withValues(known[1], { ...args }) };
  switch (kind) {
    case 'credentials':
      return {
        explanation: text('The cloud did not accept who profile {profile} says it is ({code}).', args),
        advice: text('Check its access key and token, or update its credentials.'),
      };
    case 'permission':
      return {
        explanation: text('Profile {profile} has no permission for {operation} ({code}).', args),
        advice: text('Ask the account’s administrator for an IAM policy that allows it.'),
      };
    default:
      return commonWords(kind, response, args);
  }
}

/** How engines refuse a sign-in; DAS passes their own words on. */
export const NOT_LET_IN =
  /access denied|login failed|authentication failed|@'?100\.\d+\.|no pg_hba\.conf entry/i;

/** The gateway tells what is wrong with a key in the words of its message only. */
function keyRejected(
  { message }: ErrorAnswer,
  response: HttpResponse,
  context: AnswerContext,
  args: Args,
): Words {
  if (/reach the limit/i.test(message))
    return {
      explanation: text(
        'The cloud has locked the access key of profile {profile} for five minutes, because too many requests with it failed.',
        args,
      ),
      advice: text(
        'Nothing more is sent with it until you ask for it. Wait five minutes, stop other tools that use a wrong secret, then try again.',
      ),
    };
  if (/signature expired/i.test(message)) {
    const { explanation } = clockWords(response, context, args);
    return {
      explanation,
      advice: text(
        'Set this machine’s clock, best by switching on automatic time. A temporary access key may also have expired. Five such failures lock the key for five minutes, so nothing more is sent with it until you ask for it.',
      ),
    };
  }
  const why = /decrypt token/i.test(message)
    ? text('The security token of profile {profile} has expired or does not fit its access key.', args)
    : /not exist/i.test(message)
      ? text('The cloud does not know the access key id of profile {profile}.', args)
      : /signature fail/i.test(message)
        ? text('The secret of profile {profile} does not belong to its access key id.', args)
        : text('The cloud did not accept the access key of profile {profile} ({code}).', args);
  return {
    explanation: why,
    advice: text(
      'Update its credentials. Five such failures lock the key for five minutes, so nothing more is sent with it until you ask for it.',
    ),
  };
}
