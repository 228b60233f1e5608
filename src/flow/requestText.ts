import type { CloudCall, RequestView } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import { aliyunCommand } from '../results/aliyunCommand';
import { singleLine } from '../results/singleLine';
import type { Translate } from '../results/translate';

type Call = Pick<CloudCall, 'product' | 'tokenParameter'>;

/** The command for the same request. The token is left out: it belongs to one run. */
export const requestCommand = (call: Call, view: RequestView): string =>
  aliyunCommand(call.product, view, call.tokenParameter === undefined ? [] : [call.tokenParameter]);

/** The request in pairs of name and value, secrets masked. What is made anew for each run says so. */
export function requestRows(
  call: Call,
  view: RequestView,
  translate: Translate,
): readonly [string, string][] {
  return [
    [view.action, `${view.method} https://${view.host}/ · ${view.version} · ${view.region}`],
    ...Object.entries(view.parameters).map(([name, value]): [string, string] => [
      name,
      name === call.tokenParameter ? translate(PER_RUN) : singleLine(value, 200),
    ]),
  ];
}

const PER_RUN = text('(made anew for each run)');

/** The request as it would be sent, secrets masked, for people to read. */
export function requestText(call: Call, view: RequestView, translate: Translate): string {
  const perRun = translate(PER_RUN);
  const lines = (pairs: Readonly<Record<string, string>>, sign: string) =>
    Object.entries(pairs).map(
      ([name, value]) => `  ${name}${sign}${name === call.tokenParameter ? perRun : singleLine(value, 4000)}`,
    );
  return [
    `${view.method} https://${view.host}/`,
    `${view.action}, ${view.version}, ${view.region}`,
    '',
    translate(text('Parameters')),
    ...lines(view.parameters, ' = '),
    '',
    translate(text('Headers')),
    ...lines(view.headers, ': '),
    '',
    translate(text('Command line (Alibaba Cloud CLI)')),
    `  ${requestCommand(call, view)}`,
    '',
  ].join('\n');
}
