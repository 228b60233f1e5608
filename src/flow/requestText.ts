import type { CloudCall, RequestView } from '../clouds/cloudClient';
import { text } from '../clouds/text';
import { aliyunCommand } from '../results/aliyunCommand';
import { singleLine } from '../results/singleLine';
import type { Translate } from '../results/translate';

type Call = Pick<CloudCall, 'product' | 'tokenParameter'>;

/** The command for the same request. The token is left out: it belongs to one run. */
export const requestCommand = (call: Call, view: RequestView): string =>
  aliyunCommand(call.product, view, call.tokenParameter === undefined ? [] : [call.tokenParameter]);

/** The request as it would be sent, secrets masked, for people to read. */
export function requestText(call: Call, view: RequestView, translate: Translate): string {
  const perRun = translate(text('(made anew for each run)'));
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
