import type * as vscode from 'vscode';
import { text } from '../clouds/text';
import type { Target } from '../inventory/target';
import { label } from '../profiles/displayText';
import { setUpFrame, settleOnce, BACK, type Back, type StepKit } from '../profiles/multiStepFrame';
import type { Say } from '../profiles/say';
import { explainError } from './explainError';

export interface LiveReadOptions {
  readonly title: string;
  readonly target: Target;
  readonly back: boolean;
  read(signal: AbortSignal): Promise<unknown>;
  /** Called before it is read again because a person chose so. */
  again(): void;
  /** What helps against an error besides Retry, where there is something. */
  remedy(error: unknown): Remedy | undefined;
}

/** A way out of an error: the words of its button, and what it does. */
export interface Remedy {
  readonly label: string;
  readonly icon: string;
  act(): Promise<void>;
  /** Whether it asks something of its own, which the list gives way to. */
  readonly leaves?: boolean;
}

export type LiveAnswer = { readonly live: unknown } | { readonly remedy: Remedy };

/**
 * Reads live data behind a busy list that Escape cancels. Where that fails the list says why and offers Retry.
 * Resolves with the data, BACK, the remedy chosen that this list gives way to, or undefined where the person left.
 */
export async function liveRead(
  kit: StepKit,
  translate: Say,
  options: LiveReadOptions,
): Promise<LiveAnswer | Back | undefined> {
  const box = kit.window.createQuickPick();
  const stop = new AbortController();
  const retry: vscode.QuickPickItem = { label: label(translate(text('Retry')), 'refresh'), alwaysShow: true };
  box.onDidHide(() => {
    stop.abort();
  });
  return settleOnce<LiveAnswer>(box, (answer) => {
    setUpFrame(kit, box, { title: options.title, back: options.back }, () => {
      stop.abort();
      answer(BACK);
    });
    let remedy: Remedy | undefined;
    const attempt = async () => {
      box.items = [];
      box.busy = true;
      box.placeholder = translate(text('Reading live data of {name}…', { name: options.target.name }));
      try {
        answer({ live: await options.read(stop.signal) });
      } catch (error) {
        if (stop.signal.aborted) return;
        box.busy = false;
        box.placeholder = translate(text('{name} could not be read', { name: options.target.name }));
        remedy = options.remedy(error);
        const ways = remedy ? [retry, remedyItem(remedy)] : [retry];
        box.items = [...problemItems(error, options.target, translate), ...ways];
        box.activeItems = [retry];
      }
    };
    box.onDidAccept(() => {
      const [chosen] = box.activeItems;
      if (chosen === retry) {
        options.again();
        void attempt();
      } else if (remedy && chosen?.label === remedyItem(remedy).label) {
        if (remedy.leaves) answer({ remedy });
        else void remedy.act();
      }
    });
    void attempt();
  });
}

const remedyItem = (remedy: Remedy): vscode.QuickPickItem => ({
  label: label(remedy.label, remedy.icon),
  alwaysShow: true,
});

function problemItems(error: unknown, target: Target, translate: Say): vscode.QuickPickItem[] {
  const { what, advice, facts } = explainError(error, target, translate);
  return [
    { label: label(what, 'error'), ...(advice ? { detail: label(advice) } : {}), alwaysShow: true },
    ...facts.map((fact) => ({ label: label(fact, 'blank'), alwaysShow: true })),
  ];
}
