import type { Clock } from '../../clouds/clock';
import { text } from '../../clouds/text';
import { localTime, systemTimeZone } from '../../operations/localTime';
import type { MultiStep } from '../../profiles/multiStep';
import type { PickItem } from '../../profiles/multiStepPick';
import type { Say } from '../../profiles/say';
import type { Run } from '../../runs/run';
import { runTitle } from '../runWords';
import type { HistoryTree } from './historyTree';
import { type ExportFormat, runsAsJson, runsAsMarkdown } from './runExport';
import type { Exported } from './saveExport';

export interface HistoryExportsParts {
  readonly tree: Pick<HistoryTree, 'days' | 'dayLabel'>;
  readonly steps: MultiStep;
  readonly clock: Pick<Clock, 'now'>;
  readonly say: Say;
  readonly language: string;
  /** Asks where to and writes it. */
  readonly save: (exported: Exported) => Promise<void>;
}

/** Runs that are exported together. */
export interface Selection {
  readonly runs: readonly Run[];
  /** For people: what they are. */
  readonly title: string;
  /** For the name of the file. */
  readonly name: string;
}

/** Asks what the export still needs to know, and has it written. */
export class HistoryExports {
  readonly #parts: HistoryExportsParts;

  constructor(parts: HistoryExportsParts) {
    this.#parts = parts;
  }

  async run(run: Run): Promise<void> {
    const title = runTitle(run, this.#parts.say);
    await this.#export({ runs: [run], title, name: `${run.target.name}-${dateOf(run.createdAt)}` });
  }

  async found(runs: readonly Run[], typed: string): Promise<void> {
    await this.#export({ runs, title: typed || this.#all(runs), name: `history-${typed || this.#today()}` });
  }

  /** Those of one day. */
  async day(key: string): Promise<void> {
    const selection = this.#selections().find(({ name }) => name === `history-${key}`);
    if (selection) await this.#export(selection);
  }

  /** All, or those of a day that is picked. */
  async any(): Promise<void> {
    const { steps, say } = this.#parts;
    const picked = await steps.pick<Selection>({
      title: say(text('Export History')),
      placeholder: say(text('What to export')),
      back: false,
      items: this.#selections().map((value) => ({
        value,
        label: value.title,
        description: String(value.runs.length),
      })),
    });
    if (typeof picked === 'object') await this.#export(picked);
  }

  #selections(): readonly Selection[] {
    const { tree } = this.#parts;
    const days = tree.days();
    const all = days.flatMap(({ runs }) => runs);
    return [
      { runs: all, title: this.#all(all), name: `history-until-${this.#today()}` },
      ...days.map(({ key, runs }) => ({ runs, title: tree.dayLabel(key), name: `history-${key}` })),
    ];
  }

  #all({ length }: readonly Run[]): string {
    return this.#parts.say(length === 1 ? text('1 run') : text('{count} runs', { count: length }));
  }

  #today(): string {
    return dateOf(this.#parts.clock.now());
  }

  async #export({ runs, title, name }: Selection): Promise<void> {
    const { steps, clock, say, language, save } = this.#parts;
    const format = await steps.pick<ExportFormat>({
      title: say(text('Export: {what}', { what: title })),
      placeholder: say(text('As what')),
      back: false,
      items: formats(say),
    });
    if (typeof format !== 'string') return;
    const content = format === 'json' ? runsAsJson(runs, clock.now()) : runsAsMarkdown(runs, say, language);
    await save({ name: fileName(name), format, content });
  }
}

const formats = (say: Say): PickItem<ExportFormat>[] => [
  {
    value: 'markdown',
    icon: 'markdown',
    label: 'Markdown',
    detail: say(text('For people: a ticket or a post-mortem')),
  },
  {
    value: 'json',
    icon: 'json',
    label: 'JSON',
    detail: say(text('For other tools: in English, times in UTC')),
  },
];

const dateOf = (at: number): string => localTime(at, systemTimeZone).slice(0, 10);

/** Letters and digits of any language, and dots and dashes: no path, and nothing that a file system refuses. */
export const fileName = (name: string): string =>
  `clusterdeck-${name
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, 80)
    .replace(/[.-]+$/, '')}`;
