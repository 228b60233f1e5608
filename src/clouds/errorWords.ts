import type { CloudErrorKind } from './cloudError';
import type { ProfileNetwork } from './profileNetwork';
import { text, type Text } from './text';
import type { HttpResponse } from './transport';

/** What an answer was for. */
export interface AnswerContext {
  readonly profile: string;
  readonly operation: string;
  readonly region: string;
  readonly host: string;
  /** The profile's own, where it has one. */
  readonly network?: ProfileNetwork | undefined;
  /** When the answer came, milliseconds since the epoch, by this machine's clock. */
  readonly now: number;
  /** Values that must not come out again. */
  readonly secrets: readonly string[];
}

export interface Words {
  readonly explanation: Text;
  readonly advice?: Text;
}

export type Args = Record<'profile' | 'operation' | 'region' | 'host' | 'code', string> & { status: number };

/** What a sentence about an answer may name. */
export const argsOf = (
  { profile, operation, region, host }: AnswerContext,
  code: string,
  { status }: Pick<HttpResponse, 'status'>,
): Args => ({ profile, operation, region, host, code, status });

/** What happened and what to do about it, where no cloud has words of its own for it. */
export function commonWords(kind: CloudErrorKind, response: HttpResponse, args: Args): Words {
  switch (kind) {
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

/** A clock that is off, by how much where the answer's own date tells. */
export function clockWords(response: HttpResponse, { now }: AnswerContext, args: Args): Words {
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
