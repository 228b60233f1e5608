import type { CatalogueOperation, CatalogueParam } from './catalogue';
import { GatewayError, invalid, missing } from './gatewayError';
import type { Pair } from './gatewayRequest';
import { LIMITS } from './parameterLimits';

/** A request's own parameters, checked. Repeated groups keep their flat names (`Tag.1.Key`). */
export type Parameters = ReadonlyMap<string, string>;

const GROUP = /^([A-Za-z]+)\.([1-9]\d*)\.([A-Za-z]+)$/;

/** Checks parameters against the catalogue and the documented limits; throws what names the first wrong one. */
export function checkParameters(
  action: string,
  operation: CatalogueOperation,
  pairs: readonly Pair[],
): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (values.has(name))
      throw new GatewayError(400, 'InvalidParameter', `The parameter ${name} is given more than once.`);
    const param = find(operation.params, name);
    if (!param)
      throw new GatewayError(400, 'InvalidParameter', `The parameter ${name} is not known to ${action}.`);
    values.set(name, value);
  }
  for (const { name, required } of operation.params) if (required && !values.get(name)) throw missing(name);
  // As at the real service, an optional parameter that is empty counts as left out.
  const given = new Map([...values].filter(([, value]) => value !== ''));
  for (const [name, value] of given) checkValue(action, name, value, find(operation.params, name));
  return given;
}

function find(params: readonly CatalogueParam[], name: string): CatalogueParam | undefined {
  const [, group, , field] = GROUP.exec(name) ?? [];
  const param = params.find((p) => p.name === (group ?? name));
  return field === undefined
    ? param?.fields === undefined
      ? param
      : undefined
    : param?.fields?.find((f) => f.name === field);
}

function checkValue(action: string, name: string, value: string, param: CatalogueParam | undefined): void {
  const limit = LIMITS[action]?.[name];
  const typed =
    param?.type === 'boolean'
      ? value === 'true' || value === 'false'
      : param?.type === 'int32' || param?.type === 'long'
        ? /^-?\d{1,16}$/.test(value) && Math.abs(Number(value)) < (param.type === 'long' ? 2 ** 53 : 2 ** 31)
        : true;
  if (!typed) throw limit?.error ?? invalid(name, `It is not of the type ${param?.type ?? ''}.`);
  if (param?.enum && !param.enum.includes(value))
    throw invalid(name, `Valid values: ${param.enum.join(', ')}.`);
  if (limit && !limit.test(value)) throw limit.error ?? invalid(name, limit.says);
  const [, group, number] = GROUP.exec(name) ?? [];
  if (group !== undefined && Number(number) > 20) throw invalid(group, 'At most 20 are allowed.');
}
