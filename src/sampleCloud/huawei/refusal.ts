/** A refusal in the words of the service or of the gateway before it. */
export class HuaweiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The key or what was signed with it is wrong. Counts towards the lock. */
export const keyRefused = (why: string): HuaweiRefusal =>
  new HuaweiRefusal(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);

/** The body of a refusal: IAM has a form of its own, and only the gateway names the request in it. */
export function refusalBody(
  { status, code, message }: HuaweiRefusal,
  service: string,
  requestId: string,
): Record<string, unknown> {
  if (code.startsWith('APIGW.')) return { error_msg: message, error_code: code, request_id: requestId };
  if (service === 'iam') return { error: { code: status, message, title: TITLES[status] ?? 'Error' } };
  return { error_code: code, error_msg: message };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};
