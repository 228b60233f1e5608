import { text } from '../clouds/text';
import { BACK, type StepFrame } from './multiStepFrame';
import type { NetworkDraft } from './networkDraft';
import { proxyPasswordProblem, proxyProblem, proxyUserProblem, tidyProxy } from './networkForm';
import { askLine, type Answer, type Line, type LineDeps } from './networkLine';

/** What was answered so far. Nothing of it counts before the last answer. */
interface Proxy {
  url: string;
  user: string;
  password: string;
}

/** Asks for a proxy's address and, where there is one, its user and password. */
export async function askProxy(deps: LineDeps, frame: StepFrame, draft: NetworkDraft): Promise<Answer> {
  const proxy: Proxy = { url: draft.proxyUrl, user: draft.proxyUser, password: draft.proxyPassword };
  const lines = [() => addressLine(proxy), () => userLine(proxy), () => passwordLine(proxy, draft)];
  for (let at = 0; ;) {
    const line = isComplete(proxy, at) ? undefined : lines[at];
    if (!line) break;
    const answer = await askLine(deps, frame, line());
    if (answer === undefined) return undefined;
    if (answer === BACK && at === 0) return BACK;
    at += answer === BACK ? -1 : 1;
  }
  draft.setProxy(proxy.url, proxy.user, proxy.password);
  return 'next';
}

/** Without a proxy there is no user, and without a user no password. */
const isComplete = ({ url, user }: Proxy, answered: number): boolean =>
  (answered > 0 && url === '') || (answered > 1 && user === '');

const addressLine = (proxy: Proxy): Line => ({
  prompt: text('The proxy’s address, without user name and password. Empty for none'),
  placeholder: 'http://proxy.example:3128',
  value: proxy.url,
  problem: proxyProblem,
  take: (value) => (proxy.url = tidyProxy(value)),
});

const userLine = (proxy: Proxy): Line => ({
  prompt: text('The user name that the proxy asks for. Empty for none'),
  value: proxy.user,
  problem: proxyUserProblem,
  take: (value) => (proxy.user = value.trim()),
});

const passwordLine = (proxy: Proxy, draft: NetworkDraft): Line => ({
  prompt: draft.mayKeepPassword(proxy.url, proxy.user)
    ? text('The proxy’s password. Leave it empty to keep the stored one')
    : text('The proxy’s password. It is kept in the secret storage of VS Code'),
  value: proxy.password,
  password: true,
  problem: proxyPasswordProblem,
  take: (value) => (proxy.password = value),
});
