import type { PanelState, ToPanel } from '../panelMessages';
import type { RunAction } from '../runViewShape';
import { Page } from './page';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PanelState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Only messages of the known shapes are followed: the panel's window receives what others post to it, too. */
function isToPanel(message: unknown): message is ToPanel {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  switch (message.type) {
    case 'run':
      return (
        'view' in message && typeof message.view === 'object' && message.view !== null && 'now' in message
      );
    case 'gone':
    case 'said':
      return 'say' in message && typeof message.say === 'string';
    default:
      return false;
  }
}

function openedBefore(state: unknown): Set<string> {
  const names =
    typeof state === 'object' && state !== null && 'opened' in state && Array.isArray(state.opened)
      ? (state.opened as unknown[])
      : [];
  return new Set(names.filter((name) => typeof name === 'string'));
}

function start(): void {
  const api = acquireVsCodeApi();
  const root = document.getElementById('run');
  const runId = root?.dataset['run'];
  if (!root || !runId) return;
  const opened = openedBefore(api.getState());
  const keep = () => api.setState({ runId, opened: [...opened] });
  keep();
  const page = new Page(root, (action: RunAction) => api.postMessage({ type: 'act', action }), {
    has: (name) => opened.has(name),
    set: (name, on) => {
      if (on) opened.add(name);
      else opened.delete(name);
      keep();
    },
  });
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isToPanel(data)) return;
    if (data.type === 'run') page.show(data.view, data.now);
    else if (data.type === 'gone') page.gone(data.say);
    else page.say(data.say);
  });
  setInterval(() => page.tick(), 1000);
  api.postMessage({ type: 'ready' });
}

start();
