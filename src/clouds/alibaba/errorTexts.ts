import type { CloudErrorKind } from '../cloudError';
import { argsOf, clockWords, commonWords, type AnswerContext, type Args, type Words } from '../errorWords';
import { text } from '../text';
import type { HttpResponse } from '../transport';
import type { ErrorAnswer } from './errors';

/** What happened and what to do about it. */
export function explain(
  kind: CloudErrorKind,
  answer: ErrorAnswer,
  response: HttpResponse,
  context: AnswerContext,
): Words {
  const args = argsOf(context, answer.code, response);
  switch (kind) {
    case 'credentials':
      return credentials(args.code, args);
    case 'clock':
      return clockWords(response, context, args);
    case 'permission':
      return permission(answer, args);
    default:
      return commonWords(kind, response, args);
  }
}

function credentials(code: string, args: Args): Words {
  if (code === 'SignatureDoesNotMatch' || code === 'InvalidAccessKeySecret' || code === 'IncompleteSignature')
    return {
      explanation: text(
        'The AccessKey secret of profile {profile} does not belong to its AccessKey id.',
        args,
      ),
      advice: text('Update its credentials: enter the secret again.'),
    };
  if (code.endsWith('.Inactive') || code.endsWith('AccessKeyDisabled'))
    return {
      explanation: text('The AccessKey of profile {profile} is disabled.', args),
      advice: text('Enable it in the RAM console, or enter another AccessKey in the profile.'),
    };
  if (code.startsWith('InvalidSecurityToken.Expired'))
    return {
      explanation: text('The security token of profile {profile} has expired.', args),
      advice: text(
        'Get a new temporary AccessKey, then edit the profile and enter its id, secret and token.',
      ),
    };
  if (code.startsWith('InvalidSecurityToken') || code === 'MissingSecurityToken')
    return {
      explanation: text(
        'The security token of profile {profile} is missing or does not fit its AccessKey ({code}).',
        args,
      ),
      advice: text('Update its credentials with id, secret and token of one temporary AccessKey.'),
    };
  if (!code.startsWith('InvalidAccessKeyId'))
    return {
      explanation: text('The cloud does not accept the credentials of profile {profile} ({code}).', args),
      advice: text('Update its credentials.'),
    };
  return {
    explanation: text('The cloud does not know the AccessKey id of profile {profile}.', args),
    advice: text('Update its credentials; the AccessKey may have been deleted.'),
  };
}

function permission(answer: ErrorAnswer, args: Args): Words {
  if (args.code === 'Forbidden.RiskControl')
    return {
      explanation: text('The cloud’s risk control blocks the account of profile {profile}.', args),
      advice: text(
        'Open the Alibaba Cloud console, or ask the cloud’s support, to have the account unblocked.',
      ),
    };
  const action = answer.missingAction;
  if (!action)
    return {
      explanation: text('Profile {profile} has no permission for {operation} ({code}).', args),
      advice: text('Ask the account’s administrator for a RAM policy that allows it.'),
    };
  return {
    explanation: text(
      'Profile {profile} has no permission for {operation}: the action {action} is missing.',
      { ...args, action },
    ),
    advice: text('Ask the account’s administrator for a RAM policy that allows {action}.', { action }),
  };
}
