import { text } from '../clouds/text';
import { isUsable, type FoundKeys, type UsableKeys } from './importers/foundKeys';
import type { KeyImporter } from './importers/keyImporter';
import type { MultiStep } from './multiStep';
import type { Back, StepFrame } from './multiStepFrame';
import type { PickEntry, PickItem } from './multiStepPick';
import type { ProfileCloud } from './profileCloud';
import type { Say } from './say';

export interface KeySourceDeps {
  readonly steps: Pick<MultiStep, 'pick'>;
  readonly say: Say;
  readonly importer: Pick<KeyImporter, 'machine'>;
}

export interface KeySourceQuestion {
  readonly cloud: ProfileCloud;
  readonly found: readonly FoundKeys[];
  /** Chosen before. */
  readonly chosen: UsableKeys | undefined;
}

/** Keys that were found, or how else they are to come: typed, or from a file. */
export type KeySource = FoundKeys | 'enter' | 'file';

/** Asks where the keys are: those that were found first, then those that cannot be used with the reason, then the rest. */
export function askKeySource(
  { steps, say, importer }: KeySourceDeps,
  frame: StepFrame,
  { cloud, found, chosen }: KeySourceQuestion,
): Promise<KeySource | Back | undefined> {
  const key = (keys: FoundKeys) => `found:${found.indexOf(keys)}`;
  const row = (keys: FoundKeys): PickItem<KeySource> => ({
    value: keys,
    key: key(keys),
    ...rowOf(keys, say),
  });
  const usable = found.filter(isUsable);
  const others = found.filter((keys) => !isUsable(keys));
  const first = chosen && found.includes(chosen) ? chosen : usable[0];
  const items: PickEntry<KeySource>[] = [
    ...(usable.length > 0 ? [{ heading: say(text('Found')) }] : []),
    ...usable.map(row),
    ...(others.length > 0 ? [{ heading: say(text('Cannot be used')) }] : []),
    ...others.map(row),
    { heading: say(text('Other ways')) },
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
  return steps.pick<KeySource>({
    ...frame,
    placeholder: `${say(text('Where are the keys?'))} ${say(importer.machine)}`,
    items,
    active: first ? key(first) : 'enter',
    validate: ([picked]) =>
      typeof picked === 'object' && !isUsable(picked)
        ? say(text('these keys cannot be used; their row says why'))
        : undefined,
  });
}

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
    : [[keys.keyId, keys.region, account, origin], notes.join(' ')];
  return {
    label: keys.name === '' ? source : keys.name,
    icon: isUsable(keys) ? 'key' : 'circle-slash',
    description: description.filter((part) => part !== undefined).join(' · '),
    detail,
  };
}
