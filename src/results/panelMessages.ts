import * as z from 'zod';
import { RUN_ACTIONS, type RunView } from './runViewShape';

/** What the panel's script may say. Anything else is dropped. */
export const fromPanel = z.discriminatedUnion('type', [
  /** The script has started and wants the run. */
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('act'), action: z.enum(RUN_ACTIONS) }),
]);
export type FromPanel = z.infer<typeof fromPanel>;

/** What the panel is told. */
export type ToPanel =
  /** `now` is the time here: the panel's own clock may be another machine's. */
  | { readonly type: 'run'; readonly view: RunView; readonly now: number }
  /** There is no such run. */
  | { readonly type: 'gone'; readonly say: string; readonly language: string }
  /** Something to say about a button that was pressed. */
  | { readonly type: 'said'; readonly say: string };

/** What VS Code keeps of a panel over a reload. */
export const panelState = z.object({
  runId: z.string().min(1).max(200),
  /** The parts of the page that a person has opened. */
  opened: z.array(z.string()).optional(),
});
export type PanelState = z.infer<typeof panelState>;
