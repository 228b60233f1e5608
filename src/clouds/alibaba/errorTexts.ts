import type { CloudErrorKind } from '../cloudError';
import { text, type Text } from '../text';
import type { HttpResponse } from '../transport';
import type { ErrorAnswer } from './errors';

/** What an answer was for. */
export interface AnswerContext {
  readonly profile: string;
  readonly operation: string;
  readonly region: string;
  readonly host: string;
  /** When the answer came, milliseconds since the epoch, by this machine's clock. */
  readonly now: number;
  /** Values that must not come out again. */
  readonly secrets: readonly string[];
}

interface Words {
  readonly explanation: Text;
  readonly advice?: Text;
}

/** What happened and what to do about it. */
export function explain(
  kind: CloudErrorKind,
  answer: ErrorAnswer | undefined,
  response: HttpResponse,
  context: AnswerContext,
): Words {
  const args = { ...contextArgs(context), code: answer?.code ?? '', status: response.status };
  switch (kind) {
    case 'credentials':
      return credentials(args.code, args);
    case 'clock':
      return clock(response, context, args);
    case 'permission':
      return permission(answer, args);
    case 'throttled':
      return {
        explanation: text('The cloud limits how often {operation} may be called ({code}).', args),
        advice: text('Wait a moment, then try again.'),
      };
    case 'server':
      return {
        explanation: text('The cloud had an error of its own in {operation} in {region} ({code}).', args),
        advice: text('Try again in a while. If it stays, give the request id to the cloud’s support.'),
      };
    case 'answer':
      return notAnApi(response, args);
    default:
      return {
        explanation: args.code
          ? text('The cloud refused {operation} in {region} ({code}).', args)
          : text('The cloud refused {operation} in {region} and gave no code.', args),
        advice: text('The cloud’s own message says why.'),
      };
  }
}

type Args = Record<'profile' | 'operation' | 'region' | 'host' | 'code', string> & { status: number };

const contextArgs = ({ profile, operation, region, host }: AnswerContext) => ({
  profile,
  operation,
  region,
  host,
});

function credentials(code: string, args: Args): Words {
  if (code === 'SignatureDoesNotMatch' || code === 'InvalidAccessKeySecret' || code === 'IncompleteSignature')
    return {
      explanation: text(
        'The AccessKey secret of profile {profile} does not belong to its AccessKey id.',
        args,
      ),
      advice: text('Edit the profile and enter the secret again.'),
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
      advice: text('Edit the profile and enter id, secret and token of one temporary AccessKey.'),
    };
  return {
    explanation: text('The cloud does not know the AccessKey id of profile {profile}.', args),
    advice: text('Edit the profile and check the AccessKey id; it may have been deleted.'),
  };
}

function clock(response: HttpResponse, { now }: AnswerContext, args: Args): Words {
  const cloudTime = Date.parse(response.headers['date'] ?? '');
  const seconds = Math.round((now - cloudTime) / 1000);
  const advice = text('Set this machine’s clock, best by switching on automatic time, then try again.');
  if (Number.isNaN(seconds) || Math.abs(seconds) < 60)
    return {
      explanation: text(
        'The cloud refused {operation}: this machine’s clock is off by more than 15 minutes.',
        args,
      ),
      advice,
    };
  const minutes = Math.round(Math.abs(seconds) / 60);
  return {
    explanation:
      seconds > 0
        ? text('The cloud refused {operation}: this machine’s clock is {minutes} minutes ahead.', {
            ...args,
            minutes,
          })
        : text('The cloud refused {operation}: this machine’s clock is {minutes} minutes behind.', {
            ...args,
            minutes,
          }),
    advice,
  };
}

function permission(answer: ErrorAnswer | undefined, args: Args): Words {
  if (args.code === 'Forbidden.RiskControl')
    return {
      explanation: text('The cloud’s risk control blocks the account of profile {profile}.', args),
      advice: text(
        'Open the Alibaba Cloud console, or ask the cloud’s support, to have the account unblocked.',
      ),
    };
  const action = answer?.missingAction;
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

function notAnApi(response: HttpResponse, args: Args): Words {
  const advice = text(
    'A proxy, a gateway or a sign-in page on the way may have answered in the cloud’s place. Check the network and VS Code’s setting http.proxy.',
  );
  if (response.status >= 300 && response.status < 400)
    return {
      explanation: text(
        '{host} answered {operation} with a redirect (status {status}), which was not followed.',
        args,
      ),
      advice,
    };
  if (response.body.trim() === '')
    return { explanation: text('{host} answered {operation} with nothing (status {status}).', args), advice };
  if (response.body.trimStart().startsWith('<'))
    return {
      explanation: text(
        '{host} answered {operation} with a web page instead of data (status {status}).',
        args,
      ),
      advice,
    };
  return {
    explanation: text(
      '{host} answered {operation} with something that is not its JSON (status {status}).',
      args,
    ),
    advice,
  };
}
