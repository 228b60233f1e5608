import { text, type Text } from '../clouds/text';
import { isUsable, type FoundKeys, type UsableKeys } from './importers/foundKeys';
import type { KeyImporter } from './importers/keyImporter';
import type { MultiStep } from './multiStep';
import type { Back, StepFrame } from './multiStepFrame';
import type { PickEntry, PickItem, PickSource } from './multiStepPick';
import type { ProfileCloud } from './profileCloud';
import { paragraph, type Say } from './say';

export interface KeySourceDeps {
  readonly steps: Pick<MultiStep, 'pick'>;
  readonly say: Say;
  readonly importer: Pick<KeyImporter, 'machine'>;
}

export interface KeySourceQuestion {
  readonly cloud: ProfileCloud;
  /** Those found so far; more may come behind them. */
  readonly found: () => readonly FoundKeys[];
  /** Whether the keychain has not answered yet. */
  readonly waiting: () => boolean;
  readonly onDidChange: PickSource<KeySource>['onDidChange'];
  /** Chosen before. */
  readonly chosen: UsableKeys | undefined;
  /** How the profile gets its keys now, where they may go on coming so. */
  readonly kept?: Text | undefined;
}

/** Keys that were found, or how else they are to come: typed, or from a file. */
export type KeySource = FoundKeys | 'keep' | 'enter' | 'file';

/** Asks where the keys are: those that were found first, then those that cannot be used with the reason, then the rest. */
export function askKeySource(
  { steps, say, importer }: KeySourceDeps,
  frame: StepFrame,
  question: KeySourceQuestion,
): Promise<KeySource | Back | undefined> {
  const found = question.found();
  const { chosen, waiting, onDidChange } = question;
  const first = chosen && found.includes(chosen) ? chosen : found.find(isUsable);
  return steps.pick<KeySource>({
    ...frame,
    placeholder: paragraph([say(text('Where are the keys?')), say(importer.machine)]),
    items: { entries: () => entriesOf(question, say), busy: waiting, onDidChange },
    active: question.kept && !chosen ? 'keep' : first ? keyOf(found, first) : 'enter',
    validate: ([picked]) =>
      typeof picked === 'object' && !isUsable(picked)
        ? say(text('these keys cannot be used; their row says why'))
        : undefined,
  });
}

const keyOf = (found: readonly FoundKeys[], keys: FoundKeys): string => `found:${found.indexOf(keys)}`;

function entriesOf(
  { cloud, found: all, waiting, kept }: KeySourceQuestion,
  say: Say,
): PickEntry<KeySource>[] {
  const found = all();
  const row = (keys: FoundKeys): PickItem<KeySource> => ({
    value: keys,
    key: keyOf(found, keys),
    ...rowOf(keys, say),
  });
  const usable = found.filter(isUsable);
  const others = found.filter((keys) => !isUsable(keys));
  const heading = (words: Text) => ({ heading: say(words) });
  return [
    ...keptRow(kept, say),
    ...(usable.length > 0 ? [heading(text('Found'))] : []),
    ...usable.map(row),
    ...(others.length > 0 ? [heading(text('Cannot be used'))] : []),
    ...others.map(row),
    heading(
      waiting() ? text('Other ways; waiting for the keychain, which may be asking you') : text('Other ways'),
    ),
    { value: 'enter', key: 'enter', label: say(text('Enter Keys…')), icon: 'edit' },
    ...(cloud.keyFile
      ? [
          {
            value: 'file' as const,
            key: 'file',
            label: say(text('From a File…')),
            icon: 'folder-opened',
            detail: say(cloud.keyFile),
          },
        ]
      : []),
  ];
}

const keptRow = (kept: Text | undefined, say: Say): PickEntry<KeySource>[] =>
  kept
    ? [
        {
          value: 'keep',
          key: 'keep',
          label: say(text('Go On as Now')),
          icon: 'key',
          description: say(kept),
        },
      ]
    : [];

function rowOf(keys: FoundKeys, say: Say): Omit<PickItem<KeySource>, 'value' | 'key'> {
  const source = say(keys.source);
  const account =
    keys.account === undefined ? undefined : say(text('account {account}', { account: keys.account }));
  const origin = [...(keys.name === '' ? [] : [source]), keys.where].join(' ');
  const notes = [isUsable(keys) ? undefined : keys.problem, keys.note].flatMap((part) =>
    part ? [say(part)] : [],
  );
  // A reason needs the line of its own.
  const [description, detail] = isUsable(keys)
    ? [[keys.keyId, keys.region, account], [origin, ...notes].join(' · ')]
    : [[keys.keyId, keys.region, account, origin], paragraph(notes)];
  return {
    label: keys.name === '' ? source : keys.name,
    icon: isUsable(keys) ? 'key' : 'circle-slash',
    description: description.filter((part) => part !== undefined).join(' · '),
    detail,
  };
}
