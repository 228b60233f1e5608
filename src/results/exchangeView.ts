import { MASK, redact } from '../clouds/redact';
import { text, type Text } from '../clouds/text';
import type { Run } from '../runs/run';
import { prettyJson, visible } from './jsonText';
import type { ExchangeView } from './runViewShape';
import type { Say } from '../profiles/say';
import { valueTree } from './valueTree';

/** How many characters of raw text the panel holds; Open as Text has all that is kept. */
const RAW_LIMIT = 50_000;

type Request = Run['request'];
type Attempt = NonNullable<Run['outcome']>['attempts'][number];

/** The request as it was sent, secrets masked. */
export function sentView(request: Request, translate: Say): ExchangeView {
  const { method, host, action, version, region, headers, parameters } = redact(request);
  const shape = { action, version, region, method, host, headers, parameters };
  return exchange(requestAsSent(request), shape, [], translate);
}

/** The last answer that came, and whether a later attempt had none. Undefined where no answer came. */
export function receivedView({ outcome }: Run, translate: Say): ExchangeView | undefined {
  const answers = answersOf(outcome);
  const last = answers.at(-1);
  if (!last) return undefined;
  const { number, of, answer } = last;
  const notes: Text[] = [];
  if (number < of)
    notes.push(text('The answer to attempt {number} of {of}: the later ones had none.', { number, of }));
  else if (answers.length > 1)
    notes.push(
      text('The answer to the last attempt. Open as Text has those to all {n}.', { n: answers.length }),
    );
  const { length } = answer;
  if (length !== undefined)
    notes.push(
      text('The answer had {length} characters; the first {kept} were kept.', {
        length,
        kept: answer.text.length,
      }),
    );
  const body = redact(answer.text);
  return exchange(prettyJson(body), jsonObject(body), notes, translate);
}

/** The request's text: request line, headers and body. */
export function requestAsSent(request: Request): string {
  const { method, host, headers, parameters, target = '/', body } = redact(request);
  const head = [`${method} ${target} HTTP/1.1`, `host: ${host}`];
  const lines = [...head, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ''];
  if (body !== undefined) lines.push(body);
  // The runs of earlier versions know the parameters, and not where they stood.
  else if (request.target === undefined)
    lines.push(...Object.entries(parameters).map(([name, value]) => `${name}=${value}`));
  return visible(`${lines.join('\n').trimEnd()}\n`);
}

/** All answers that are kept, one after another, as people may read and copy them. */
export function answersAsReceived({ outcome }: Run): string {
  const answers = answersOf(outcome);
  return answers
    .map(({ number, answer, status }) => {
      const body = visible(prettyJson(redact(answer.text)));
      if (answers.length === 1) return body;
      return `# ${number}${status === undefined ? '' : `: HTTP ${status}`}\n${body}`;
    })
    .join('\n\n');
}

function answersOf(outcome: Run['outcome']) {
  const attempts = outcome?.attempts ?? [];
  const answers = attempts.flatMap(({ answer, status }: Attempt, index) =>
    answer ? [{ number: index + 1, of: attempts.length, answer, status }] : [],
  );
  if (answers.length > 0 || outcome?.body === undefined) return answers;
  const answer = { text: JSON.stringify(redact(outcome.body)), length: undefined };
  return [{ number: attempts.length, of: attempts.length, answer, status: attempts.at(-1)?.status }];
}

function exchange(
  wholeText: string,
  shape: object | undefined,
  notes: readonly Text[],
  translate: Say,
): ExchangeView {
  const raw = visible(wholeText);
  const tree = shape && valueTree(shape, translate);
  const cut = raw.length > RAW_LIMIT || tree?.whole === false;
  const all = [
    ...notes,
    ...(cut ? [text('Too long to show whole here. Open as Text has all that was kept.')] : []),
    ...(raw.includes(MASK) ? [text('Secrets are masked: {mask}', { mask: MASK })] : []),
  ];
  return {
    ...(tree ? { tree: tree.items } : {}),
    raw: raw.length > RAW_LIMIT ? `${raw.slice(0, RAW_LIMIT)}…` : raw,
    notes: all.map(translate),
  };
}

function jsonObject(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? redact(value) : undefined;
  } catch {
    return undefined;
  }
}
