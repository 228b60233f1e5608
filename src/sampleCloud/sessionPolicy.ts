import { isRecord } from './shape';

interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
}
/** What a session may do at most. Resources and conditions are not looked at. */
export type Policy = readonly Statement[];

/** Reads a RAM policy; undefined where its grammar is not right. */
export function parsedPolicy(text: string): Policy | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(policy) || policy['Version'] !== '1') return undefined;
  const { Statement: statements } = policy;
  if (!Array.isArray(statements) || statements.length === 0) return undefined;
  const read = statements.map(statementOf);
  return read.every((each) => each !== undefined) ? read : undefined;
}

function statementOf(value: unknown): Statement | undefined {
  if (!isRecord(value)) return undefined;
  const { Effect: effect, Action: action, Resource: resource } = value;
  const actions: unknown[] = Array.isArray(action) ? action : [action];
  if ((effect !== 'Allow' && effect !== 'Deny') || resource === undefined) return undefined;
  return actions.every((each) => typeof each === 'string')
    ? { allows: effect === 'Allow', actions }
    : undefined;
}

/** Whether a policy lets an action, as `product:Operation`, through. */
export function allows(policy: Policy, action: string): boolean {
  const meant = policy.filter(({ actions }) => actions.some((pattern) => matches(pattern, action)));
  return meant.length > 0 && meant.every((statement) => statement.allows);
}

function matches(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}
