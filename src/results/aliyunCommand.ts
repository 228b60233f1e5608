import type { RequestView } from '../clouds/cloudClient';
import { MASK } from '../clouds/redact';

const CONTROL = /\p{Cc}/u;

/** The character's UTF-8 bytes as `\xHH`, which every shell that knows `$'…'` understands. */
const bytes = (char: string): string =>
  [...new TextEncoder().encode(char)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/**
 * A word for bash or zsh that arrives as exactly `value`: bare where nothing in it is special, in single quotes
 * otherwise. Control characters (a newline runs what follows it when pasted) go into `$'…'`.
 */
export function shellWord(value: string): string {
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(value)) return value;
  if (!CONTROL.test(value)) return `'${value.replaceAll("'", `'\\''`)}'`;
  return `$'${value.replace(/[\\']/g, (c) => `\\${c}`).replace(/\p{Cc}/gu, bytes)}'`;
}

/**
 * The Alibaba Cloud CLI's command for the same request: `aliyun polardb FailoverDBCluster --region … --DBClusterId …`.
 * `--region` is the CLI's own flag and picks the endpoint. Parameters named in `without` are left out. A masked secret
 * becomes a variable of the shell, which stops the command where it is not set: a mask must not become a password.
 * The CLI has no catalogue of SelectDB, so it is told version and endpoint, and not to look the operation up. It is told
 * the endpoint too where the profile has a host of its own.
 */
export function aliyunCommand(
  product: string,
  request: Pick<RequestView, 'action' | 'region' | 'parameters' | 'version' | 'host' | 'ownHost'>,
  without: readonly string[] = [],
): string {
  const { action, region, version, host, ownHost } = request;
  const unknown = product === 'selectdb' ? ['--force', '--version', version] : [];
  const endpoint = product === 'selectdb' || ownHost ? ['--endpoint', host] : [];
  const words = ['aliyun', product, action, '--region', region, ...unknown, ...endpoint].map(shellWord);
  for (const [name, value] of Object.entries(request.parameters)) {
    if (name === 'RegionId' || without.includes(name)) continue;
    words.push(shellWord(`--${name}`), value.includes(MASK) ? secretVariable(name) : shellWord(value));
  }
  return words.join(' ');
}

/** `AccountPassword` as `"${ACCOUNT_PASSWORD:?}"`. */
export const secretVariable = (name: string): string =>
  `"\${${name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/\W/g, '_')
    .toUpperCase()}:?}"`;
