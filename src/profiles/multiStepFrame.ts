import type * as vscode from 'vscode';

/** The person asked for the step before. */
export const BACK: unique symbol = Symbol('back');
export type Back = typeof BACK;

export interface StepButton {
  /** A codicon's name. */
  readonly icon: string;
  readonly tooltip: string;
  readonly act: () => void;
  /** Whether the step is over then, as after Back; it stays open otherwise. */
  readonly leaves?: boolean;
}

/** What every step shows: "Title (2/7)" with a Back button where there is a step before. */
export interface StepFrame {
  readonly title: string;
  /** 1 for the first. */
  readonly step?: number;
  readonly totalSteps?: number;
  readonly back: boolean;
  /** Buttons beside Back. */
  readonly buttons?: readonly StepButton[];
}

export type QuickInputWindow = Pick<typeof vscode.window, 'createQuickPick' | 'createInputBox'>;

/** What of VS Code's run time the steps need, handed in so that they run without it in tests. */
export interface StepKit {
  readonly window: QuickInputWindow;
  readonly backButton: vscode.QuickInputButton;
  readonly separator: vscode.QuickPickItemKind;
  readonly icon: (name: string) => vscode.ThemeIcon;
  /** Settles once the window has shown what boxes were given until now, and what was done in it before is known. */
  readonly caughtUp: () => Promise<void>;
}

/**
 * Puts an answering step on screen. `answer` acts once; what comes after it (a second Enter, the hiding that disposing
 * causes) is ignored. The box goes only after the caller has had its turn, so that the next step takes its place
 * without the focus falling into the editor in between.
 */
export function settleOnce<T>(
  box: vscode.QuickInput,
  begin: (answer: (value: T | Back | undefined) => void, fail: (error: Error) => void) => void,
): Promise<T | Back | undefined> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const end = (finish: () => void) => {
      if (settled) return;
      settled = true;
      finish();
      setTimeout(() => {
        box.dispose();
      }, 0);
    };
    box.onDidHide(() => {
      end(() => {
        resolve(undefined);
      });
    });
    begin(
      (value) => {
        end(() => {
          resolve(value);
        });
      },
      (error) => {
        end(() => {
          reject(error);
        });
      },
    );
    box.show();
  });
}

/** The buttons of a step and what they do; `back` is called for Back. */
export function setUpFrame(
  kit: StepKit,
  box: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  frame: StepFrame,
  back: () => void,
): void {
  box.title = frame.title;
  box.step = frame.step;
  box.totalSteps = frame.totalSteps;
  box.ignoreFocusOut = true;
  const own = (frame.buttons ?? []).map((button) => ({
    button: { iconPath: kit.icon(button.icon), tooltip: button.tooltip },
    act: () => {
      button.act();
      if (button.leaves) back();
    },
  }));
  box.buttons = [...(frame.back ? [kit.backButton] : []), ...own.map(({ button }) => button)];
  box.onDidTriggerButton((pressed) => {
    if (pressed === kit.backButton) back();
    else own.find(({ button }) => button === pressed)?.act();
  });
}
