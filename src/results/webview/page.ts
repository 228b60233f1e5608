import type { ExchangeView, RunAction, RunView } from '../runViewShape';
import { coarseDuration } from '../duration';
import { el, pairs, pressable } from './dom';
import { exchange } from './exchange';
import * as sections from './sections';
import { Times } from './times';
import { comparison } from './comparison';

/** What a person has opened on the page, by name; kept over a reload. */
export interface KeptPage {
  has(name: string): boolean;
  set(name: string, on: boolean): void;
}

/** A part of the page that is drawn anew only where what it shows has changed, so that focus and scrolling stay. */
interface Part {
  readonly box: HTMLElement;
  shown: string;
}

/** The page of one run. Built once, then updated. */
export class Page {
  readonly #root: HTMLElement;
  readonly #act: (action: RunAction) => void;
  readonly #parts = new Map<string, Part>();
  readonly #kept: KeptPage;
  readonly #announcement = el('div', { class: 'hidden', attributes: { role: 'status' } });
  readonly #said = el('p', { class: 'said', attributes: { role: 'status' } });
  readonly #elapsed = el('span', { attributes: { role: 'timer' } });
  /** Where to say what came of the button that was pressed last. */
  #answers: Element = this.#said;
  #view: RunView | undefined;
  #clockOffset = 0;

  constructor(root: HTMLElement, act: (action: RunAction) => void, kept: KeptPage) {
    this.#root = root;
    this.#act = act;
    this.#kept = kept;
  }

  /** `now` is the extension's time, in milliseconds since the epoch. */
  show(view: RunView, now: number): void {
    const old = this.#view;
    this.#view = view;
    this.#clockOffset = now - Date.now();
    document.documentElement.lang = view.language;
    if (!old) this.#build(view);
    this.#fill(view);
    this.tick();
    if (old?.word !== view.word || old.latest !== view.latest)
      this.#announcement.textContent = `${view.word}. ${view.latest}`;
  }

  gone(say: string): void {
    this.#view = undefined;
    this.#parts.clear();
    this.#root.replaceChildren(el('p', { class: 'gone', attributes: { role: 'status' } }, say));
  }

  say(words: string): void {
    this.#answers.textContent = words;
  }

  /** Moves the elapsed time on. */
  tick(): void {
    if (!this.#view) return;
    const { createdAt, closedAt } = this.#view;
    const text = coarseDuration((closedAt ?? Date.now() + this.#clockOffset) - createdAt);
    if (this.#elapsed.textContent !== text) this.#elapsed.textContent = text;
  }

  #build({ labels }: RunView): void {
    this.#root.replaceChildren(
      this.#part('header', el('header')),
      this.#part('state', el('section', { class: 'state', attributes: { 'aria-label': labels.status } })),
      this.#announcement,
      this.#part(
        'actions',
        el('div', { class: 'actions', attributes: { role: 'group', 'aria-label': labels.actions } }),
      ),
      this.#said,
      this.#section('error', ''),
      this.#section('topology', labels.topology),
      this.#section('timeline', labels.timeline),
      this.#section('checks', labels.checks),
      el(
        'div',
        { class: 'columns' },
        this.#section('effect', labels.effect),
        this.#section('values', labels.values),
      ),
      this.#details('request', labels.request),
      this.#details('response', labels.response),
      this.#details('attempts', labels.attempts),
    );
  }

  #fill(view: RunView): void {
    const times = new Times(view.language);
    this.#draw('header', [view.title, view.target, view.closedAt], () => this.#header(view, times));
    this.#draw('state', [view.icon, view.word, view.means, view.latest], () => sections.state(view));
    const state = this.#parts.get('state')?.box;
    if (state) state.className = `state ${view.tone}`;
    this.#draw('actions', view.actions, () => this.#buttons(view));
    this.#draw('error', view.error, () => sections.error(view));
    const error = document.getElementById('error-section');
    if (error) error.hidden = !view.error;
    const heading = document.getElementById('error-heading');
    if (heading) heading.textContent = view.error?.heading ?? '';
    this.#draw('topology', [view.topology, view.facts, view.closedAt], () => comparison(view));
    const compared = document.getElementById('topology-section');
    if (compared) compared.hidden = !view.topology && !view.facts;
    this.#draw('timeline', view.timeline, () => sections.timeline(view, times));
    this.#draw('checks', view.checks, () => sections.checks(view));
    this.#draw('effect', view.effect, () => sections.effect(view));
    this.#draw('values', view.values, () => sections.values(view));
    this.#draw('request', view.sent, () => this.#exchange('request', view.sent, view));
    this.#draw('response', view.received, () => this.#exchange('response', view.received, view));
    this.#draw('attempts', view.attempts, () => sections.attempts(view, times));
  }

  #header(view: RunView, times: Times): Node[] {
    const { labels } = view;
    return [
      el('h1', {}, `${view.title}: ${view.target.name}`),
      pairs(
        [
          [labels.target, el('code', {}, view.target.id)],
          [labels.region, view.region],
          [labels.profile, view.profile],
          ...(view.changeTicket ? [[labels.changeTicket, view.changeTicket] as const] : []),
          [labels.started, times.element(view.createdAt, true)],
          [view.closedAt === undefined ? labels.elapsed : labels.took, this.#elapsed],
        ],
        'facts',
      ),
    ];
  }

  #buttons({ actions }: RunView): Node[] {
    return actions.map(({ action, label }) =>
      this.#button(action, label, action === 'switchBack' ? 'primary' : 'secondary'),
    );
  }

  #button(action: RunAction, label: string, className = 'secondary'): HTMLElement {
    const props = { class: className, attributes: { 'data-action': action } };
    const button = pressable(label, props, () => {
      this.say('');
      this.#answers = button.parentElement?.querySelector('.said') ?? this.#said;
      this.say('');
      this.#act(action);
    });
    return button;
  }

  #exchange(name: 'request' | 'response', shown: ExchangeView | undefined, { labels }: RunView): Node[] {
    if (!shown) return [el('p', { class: 'muted' }, labels.noResponse)];
    const raw = `${name}.raw`;
    return exchange(shown, labels, {
      name: labels[name],
      copy: name === 'request' ? 'copyRequest' : 'copyResponse',
      openText: name === 'request' ? 'openRequest' : 'openResponse',
      raw: this.#kept.has(raw),
      wantsRaw: (wanted) => this.#kept.set(raw, wanted),
      button: (action, label) => this.#button(action, label),
    });
  }

  #part(name: string, box: HTMLElement): HTMLElement {
    this.#parts.set(name, { box, shown: '' });
    return box;
  }

  #section(name: string, heading: string): HTMLElement {
    const id = `${name}-heading`;
    return el(
      'section',
      { id: `${name}-section`, attributes: { 'aria-labelledby': id } },
      el('h2', { id }, heading),
      this.#part(name, el('div')),
    );
  }

  #details(name: string, heading: string): HTMLElement {
    const details = el('details', {}, el('summary', {}, el('h2', {}, heading)), this.#part(name, el('div')));
    details.open = this.#kept.has(name);
    details.addEventListener('toggle', () => this.#kept.set(name, details.open));
    return details;
  }

  #draw(name: string, data: unknown, make: () => Node[]): void {
    const part = this.#parts.get(name);
    const key = JSON.stringify(data ?? null);
    if (!part || part.shown === key) return;
    part.shown = key;
    const had = part.box.contains(document.activeElement) ? document.activeElement : null;
    part.box.replaceChildren(...make());
    if (!had) return;
    const action = had.getAttribute('data-action');
    const again = [...part.box.querySelectorAll('button')].find((b) => b.dataset['action'] === action);
    (again ?? part.box.querySelector<HTMLElement>('button, [tabindex="0"]'))?.focus();
  }
}
