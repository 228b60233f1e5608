import { GatewayError } from './gatewayError';

/** A documented limit that the catalogue does not hold. */
export interface Limit {
  test(value: string): boolean;
  readonly says: string;
  /** What is thrown instead of the plain InvalidX. */
  readonly error?: GatewayError;
}

export const oneOf = (...values: readonly string[]): Limit => ({
  test: (value) => values.includes(value),
  says: `Valid values: ${values.join(', ')}.`,
});
export const between = (low: number, high: number): Limit => ({
  test: (value) => Number(value) >= low && Number(value) <= high,
  says: `Valid values: ${low} to ${high}.`,
});
export const pattern = (regex: RegExp, says: string, error?: GatewayError): Limit => ({
  test: (value) => regex.test(value),
  says,
  ...(error ? { error } : {}),
});

export const page = between(1, 2 ** 31 - 1);
export const time = pattern(
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$/,
  'The format is YYYY-MM-DDThh:mm:ssZ.',
);
export const clusterId = pattern(
  /^pc-[a-z0-9]{6,32}$/,
  '',
  new GatewayError(404, 'InvalidDBClusterId.Malformed', 'The specified parameter DBClusterId is not valid.'),
);
export const nodeId = pattern(
  /^pi-[a-z0-9]{6,32}$/,
  '',
  new GatewayError(400, 'InvalidDBNodeId.Malformed', 'The specified parameter DBNodeId is not valid.'),
);
export const clientToken = pattern(/^[\x20-\x7e]{1,64}$/, 'At most 64 ASCII characters are allowed.');
