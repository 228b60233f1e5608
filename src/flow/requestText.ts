import type { CloudCall, RequestView } from '../clouds/cloudClient';
import { MASK } from '../clouds/redact';
import { text } from '../clouds/text';
import { cliCommand, toolOf } from '../results/cliCommand';
import { singleLine } from '../results/singleLine';
import type { Say } from '../profiles/say';
import { wrapWords } from './wrapWords';

type Call = Pick<CloudCall, 'product' | 'tokenParameter'>;

/** The command for the same request. The token is left out: it belongs to one run. */
export const requestCommand = (call: Call, view: RequestView): string =>
  cliCommand(call.product, view, call.tokenParameter === undefined ? [] : [call.tokenParameter]);

/** Without its query, whose parameters stand below. */
const urlOf = ({ host, target = '/' }: RequestView): string =>
  `https://${host}${target.split('?', 1)[0] ?? ''}`;

/** How much of the command a row of the review holds. */
const COMMAND_COLUMNS = 46;

/** The command in lines that the review has room for. */
export const commandLines = (call: Call, view: RequestView): readonly string[] =>
  wrapWords(singleLine(requestCommand(call, view), 4000), COMMAND_COLUMNS);

/** The request in pairs of name and value, secrets masked. What is made anew for each run says so. */
export function requestRows(call: Call, view: RequestView, translate: Say): readonly [string, string][] {
  return [
    [view.action, `${view.method} ${urlOf(view)}`],
    [translate(text('Version')), view.version],
    [translate(text('Region')), view.region],
    ...Object.entries(view.parameters).map(([name, value]): [string, string] => [
      name,
      shown(call, name, value, 200, translate),
    ]),
  ];
}

/** A value as people may see it: what is made anew or masked says so. */
function shown(call: Call, name: string, value: string, limit: number, translate: Say): string {
  if (name === call.tokenParameter) return translate(PER_RUN);
  return value === MASK
    ? translate(text('{mask} (secret, masked)', { mask: MASK }))
    : singleLine(value, limit);
}

const PER_RUN = text('(made anew for each run)');

/** What to know about a request with secrets in it. */
export const MASKED = text(
  'Secrets are masked. The command takes them from variables of the shell and stops where one is not set.',
);

/** The request as it would be sent, secrets masked, for people to read. */
export function requestText(call: Call, view: RequestView, translate: Say): string {
  const lines = (pairs: Readonly<Record<string, string>>, sign: string) =>
    Object.entries(pairs).map(
      ([name, value]) => `  ${name}${sign}${shown(call, name, value, 4000, translate)}`,
    );
  const masked = Object.values(view.parameters).some((value) => value.includes(MASK));
  return [
    `${view.method} ${urlOf(view)}`,
    `${view.action}, ${view.version}, ${view.region}`,
    '',
    translate(text('Parameters')),
    ...lines(view.parameters, ' = '),
    '',
    translate(text('Headers')),
    ...lines(view.headers, ': '),
    '',
    translate(
      toolOf(call.product) === 'hcloud'
        ? text('Command line (Huawei Cloud KooCLI)')
        : text('Command line (Alibaba Cloud CLI)'),
    ),
    `  ${requestCommand(call, view)}`,
    ...(masked ? ['', translate(MASKED)] : []),
    '',
  ].join('\n');
}
