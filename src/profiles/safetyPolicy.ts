import type { CloudCall, Ruling } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { readKeyFile } from './importers/keyFile';
import { homeFile, type KeyMachine } from './importers/keyMachine';
import { oneLine } from './displayText';

interface Rule {
  readonly pattern: string;
  readonly action: string;
}
interface Policy {
  readonly enabled: boolean;
  readonly rules: readonly Rule[];
}
interface Read extends Policy {
  /** Why the file does not count. */
  readonly problem?: Text;
  /** Nothing counts any more, the environment neither. */
  readonly lost?: true;
}

const NONE: Policy = { enabled: false, rules: [] };
const ENABLED = 'ALIBABA_CLOUD_SAFETY_POLICY_ENABLED';
const RULES = 'ALIBABA_CLOUD_SAFETY_POLICY_RULES';
const ACTIONS = ['allow', 'deny', 'confirm', 'forbid'];

/**
 * The safety policy of Alibaba Cloud's command line, ~/.aliyun/safety-policy.json, which is only read, each time anew.
 * What it means is taken from the CLI (aliyun-cli, sysconfig/safety): the first rule whose pattern is the call's
 * `product:Operation` counts, `*` standing for anything and case for nothing; `deny` refuses, `confirm` and its other
 * name `forbid` want a person to say yes, no rule and `allow` let pass. The environment may switch it and replace its
 * rules. A file that cannot be read or is broken rules nothing there either; here that is said.
 */
export class SafetyPolicy {
  constructor(private readonly machine: Pick<KeyMachine, 'files' | 'env' | 'home'>) {}

  /** What it says of a write; undefined where it lets it pass. Never rejects. */
  async ruling({ product, action }: Pick<CloudCall, 'product' | 'action'>): Promise<Ruling | undefined> {
    const file = await this.#file();
    const where = file.rulesFrom;
    const rule = file.enabled
      ? file.rules.find(({ pattern }) => matches(pattern, `${product}:${action}`))
      : undefined;
    const said = rule && ruled(rule, where);
    if (said?.does === 'refuses' || !file.problem) return said;
    const unread: Ruling = {
      does: 'warns',
      fact: text('{where} does not count. {why}', { where: file.where, why: file.problem }),
      advice: text('Its rules may have refused this. The Alibaba Cloud CLI ignores it as well.'),
    };
    return said ?? unread;
  }

  async #file(): Promise<Read & { readonly where: string; readonly rulesFrom: string }> {
    const { files, env } = this.machine;
    const { path, shown: where } = homeFile(this.machine, '.aliyun', 'safety-policy.json');
    const read = await readKeyFile(files, path);
    const own: Read =
      read.kind === 'missing'
        ? NONE
        : read.kind === 'text'
          ? policyIn(read.text)
          : { ...NONE, problem: read.problem, lost: true };
    if (own.lost) return { ...own, where, rulesFrom: where };
    const enabled = parsedBool(env[ENABLED]) ?? own.enabled;
    const rules = rulesIn(env[RULES]);
    return { ...own, enabled, rules: rules ?? own.rules, where, rulesFrom: rules ? RULES : where };
  }
}

function ruled({ pattern, action }: Rule, where: string): Ruling | undefined {
  const args = { pattern: short(pattern), action: short(action), where };
  const fact = text('Rule {pattern} ({action}) in {where}.', args);
  switch (action) {
    case '':
    case 'allow':
      return undefined;
    case 'deny':
      return {
        does: 'refuses',
        fact,
        advice: text('Change the rule there, or with aliyun configure safety-policy, if this is wanted.'),
      };
    case 'confirm':
    case 'forbid':
      return {
        does: 'confirms',
        fact,
        advice: text('It wants a person to say yes: you are asked before it is sent.'),
      };
    default:
      return {
        does: 'warns',
        fact,
        advice: text('Its action is none of allow, deny, confirm and forbid, so it refuses nothing.'),
      };
  }
}

const MOST_SHOWN = 80;
const short = (word: string): string => Array.from(oneLine(word)).slice(0, MOST_SHOWN).join('');

/** `*` stands for anything; the rest is taken as it is. */
function matches(pattern: string, call: string): boolean {
  const whole = pattern.trim();
  if (pattern === '') return false;
  const parts = whole.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'iu').test(call);
}

const BROKEN = text('It is not what the Alibaba Cloud CLI writes.');

/** The policy in a file; one that Go could not read into its structure is none. */
function policyIn(content: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { ...NONE, problem: text('It is not valid JSON.') };
  }
  if (value === null) return NONE;
  if (!isRecord(value)) return { ...NONE, problem: BROKEN };
  const [enabled = false, rules = []] = [field(value, 'enabled'), field(value, 'rules')];
  const read = Array.isArray(rules) ? rules.map(ruleIn) : [undefined];
  if (typeof enabled !== 'boolean' || read.includes(undefined)) return { ...NONE, problem: BROKEN };
  return { enabled, rules: read.flatMap((rule) => rule ?? []) };
}

function ruleIn(value: unknown): Rule | undefined {
  if (value === null) return { pattern: '', action: '' };
  if (!isRecord(value)) return undefined;
  const [pattern = '', action = ''] = [field(value, 'pattern'), field(value, 'action')];
  return typeof pattern === 'string' && typeof action === 'string' ? { pattern, action } : undefined;
}

/** As Go finds the fields of JSON: case does not count, the last one does, and null is nothing. */
const field = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.entries(value).findLast(([key]) => key.toLowerCase() === name)?.[1] ?? undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As Go reads a truth; undefined for anything else. */
function parsedBool(value: string | undefined): boolean | undefined {
  const word = value?.trim() ?? '';
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(word)) return true;
  return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(word) ? false : undefined;
}

/** `*:Delete*=deny,polardb:*=confirm`; none where nothing is set, or nothing of it is a rule. An empty text is no rules. */
function rulesIn(value: string | undefined): readonly Rule[] | undefined {
  if (value === undefined) return undefined;
  if (value.trim() === '') return [];
  const rules = value.split(',').flatMap((part) => {
    const at = part.indexOf('=');
    const [pattern, action] = [
      part.slice(0, Math.max(at, 0)).trim(),
      part
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    ];
    return at >= 0 && pattern !== '' && ACTIONS.includes(action) ? [{ pattern, action }] : [];
  });
  return rules.length > 0 ? rules : undefined;
}
