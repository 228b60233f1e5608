import { text, type Text } from '../../clouds/text';

export type SplitCommand =
  { readonly program: string; readonly args: readonly string[] } | { readonly problem: Text };

const UNCLOSED = text('A quote in its command is not closed. Repair it there.');
const NOTHING = text('Its command is empty. Complete it there.');
const DANGLING = text('Its command ends with a backslash. Repair it there.');

/**
 * The program and the arguments of a `process_command`, exactly as the vendor's command line splits it: no shell, so
 * no variables, pipes or wildcards. Quotes group; outside them a backslash takes the next character as it is, in double
 * quotes only `"`, `\`, `$` and `` ` ``; on Windows it is a path's, and only `\"` in double quotes is another thing
 * (aliyun-cli, command_split.go).
 */
export function splitCommand(command: string, windows: boolean): SplitCommand {
  const parts: string[] = [];
  let part: string | undefined;
  let quote: '"' | "'" | undefined;
  const whole = Array.from(command.trim());
  for (let at = 0; at < whole.length; at += 1) {
    const char = whole[at] ?? '';
    const next = whole[at + 1];
    if (quote === "'") {
      if (char === "'") quote = undefined;
      else part = (part ?? '') + char;
    } else if (char === '\\' && (!windows || quote === '"')) {
      if (next === undefined && quote === undefined) return { problem: DANGLING };
      const taken = escaped(next, quote, windows);
      if (taken === undefined) part = (part ?? '') + char;
      else {
        at += 1;
        // A line that goes on: neither the backslash nor the end of the line is part of it.
        if (taken !== '\n') part = (part ?? '') + taken;
      }
    } else if (quote === '"') {
      if (char === '"') quote = undefined;
      else part = (part ?? '') + char;
    } else if (char === '"' || char === "'") {
      quote = char;
      part ??= '';
    } else if (isBlank(char)) {
      if (part !== undefined) parts.push(part);
      part = undefined;
    } else part = (part ?? '') + char;
  }
  if (quote) return { problem: UNCLOSED };
  if (part !== undefined) parts.push(part);
  const [program = '', ...args] = parts;
  return program === '' ? { problem: NOTHING } : { program, args };
}

/** What a backslash makes of the next character; undefined where it stands for itself. */
function escaped(next: string | undefined, quote: '"' | undefined, windows: boolean): string | undefined {
  if (quote === undefined || next === undefined) return next;
  if (windows) return next === '"' ? next : undefined;
  return ['\n', '"', '\\', '$', '`'].includes(next) ? next : undefined;
}

/** What Go calls a space, which the command line asks. */
const isBlank = (char: string): boolean =>
  /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(char);
