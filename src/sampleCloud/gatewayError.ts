/**
 * A refusal in the gateway's own words. Codes and statuses are those of the vendor's error pages;
 * `detail` is AccessDeniedDetail where a permission is missing.
 */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.name = 'GatewayError';
  }
}

export const missing = (name: string, label = name): GatewayError =>
  new GatewayError(400, `Missing${name}`, `${label} is mandatory for this action.`);

export const invalid = (name: string, why?: string): GatewayError =>
  new GatewayError(
    400,
    `Invalid${name}`,
    `The specified parameter ${name} is not valid.${why ? ` ${why}` : ''}`,
  );

/** The JSON body of a refusal; `host` is the real name of the endpoint doubled. */
export function errorBody(error: GatewayError, requestId: string, host: string): Record<string, unknown> {
  const product = host.split('.')[0] ?? '';
  const query = new URLSearchParams({ q: error.code, product, requestId });
  return {
    RequestId: requestId,
    HostId: host,
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.alibabacloud.com/troubleshoot?${query.toString()}`,
    ...(error.detail ? { AccessDeniedDetail: error.detail } : {}),
  };
}
