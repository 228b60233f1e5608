import type { RequestView } from '../clouds/cloudClient';

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
 * `--region` is the CLI's own flag and picks the endpoint. Parameters named in `without` are left out.
 */
export function aliyunCommand(
  product: string,
  request: Pick<RequestView, 'action' | 'region' | 'parameters'>,
  without: readonly string[] = [],
): string {
  const words = ['aliyun', product, request.action, '--region', request.region];
  for (const [name, value] of Object.entries(request.parameters)) {
    if (name === 'RegionId' || without.includes(name)) continue;
    words.push(`--${name}`, value);
  }
  return words.map(shellWord).join(' ');
}
