import { text, type Text } from '../clouds/text';
import { nameWithHolder } from '../inventory/target';
import type { Say } from '../profiles/say';
import { isOver, type Run, type RunState } from '../runs/run';

interface StateWords {
  readonly word: Text;
  /** What is going on, in the middle of a line. */
  readonly brief: Text;
  /** What the state means, in a sentence. */
  readonly means: Text;
  readonly icon: RunIcon;
}

/** A codicon's name, for lists and the status bar; the panel draws a shape of its own for each. */
export type RunIcon =
  | 'sync~spin'
  | 'watch'
  | 'debug-pause'
  | 'key'
  | 'lock'
  | 'pass'
  | 'error'
  | 'circle-slash'
  | 'question'
  | 'debug-disconnect';

const WORDS: Readonly<Record<RunState, StateWords>> = {
  sending: {
    word: text('Sending'),
    brief: text('sending'),
    means: text('The run is journaled and the request is on its way.'),
    icon: 'sync~spin',
  },
  scheduled: {
    word: text('Scheduled'),
    brief: text('scheduled'),
    means: text('The cloud accepted the request for a later time.'),
    icon: 'watch',
  },
  settling: {
    word: text('Settling'),
    brief: text('settling'),
    means: text('The cloud accepted the request. Live state is read until the effect is there.'),
    icon: 'sync~spin',
  },
  settled: {
    word: text('Settled'),
    brief: text('settled'),
    means: text('Live state shows what was asked for.'),
    icon: 'pass',
  },
  failed: {
    word: text('Failed'),
    brief: text('failed'),
    means: text('The effect did not come.'),
    icon: 'error',
  },
  refused: {
    word: text('Refused'),
    brief: text('refused'),
    means: text('The cloud said no. This request changed nothing.'),
    icon: 'circle-slash',
  },
  unknown: {
    word: text('Unknown'),
    brief: text('outcome unknown'),
    means: text(
      'It is not known whether the request had its effect. This is not a failure: it may have taken effect, or may still do so. Look at the live state before you send anything again.',
    ),
    icon: 'question',
  },
  abandoned: {
    word: text('No longer watched'),
    brief: text('no longer watched'),
    means: text('The watching was stopped. The operation itself goes on in the cloud.'),
    icon: 'debug-disconnect',
  },
};

const ACCEPTED: StateWords = {
  word: text('Accepted'),
  brief: text('accepted'),
  means: text('The cloud accepted the request. No reading can show whether it had its effect.'),
  icon: 'pass',
};

const NOT_SENT: StateWords = {
  word: text('Not sent'),
  brief: text('not sent'),
  means: text('The request did not leave this machine. Nothing was changed.'),
  icon: 'error',
};

const WAITING: Readonly<Record<NonNullable<Run['waitingFor']>, Omit<StateWords, 'word'>>> = {
  network: {
    brief: text('waiting for the network'),
    means: text('The cloud cannot be reached. Reading goes on by itself once it can.'),
    icon: 'debug-pause',
  },
  clock: {
    brief: text('waiting for this machine’s clock'),
    means: text('The cloud refuses this machine’s time. Reading goes on by itself once the clock is set.'),
    icon: 'debug-pause',
  },
  credentials: {
    brief: text('waiting for keys that work'),
    means: text('The cloud does not accept the profile’s keys. Update them, or retry.'),
    icon: 'key',
  },
  permission: {
    brief: text('waiting for permission'),
    means: text('The profile’s keys may not read the live state. Reading is tried every five minutes.'),
    icon: 'lock',
  },
};

/**
 * The words and icon for a run as it is now: panel, tree, status bar and lists all take them from here. `doing` is
 * what its operation calls itself while it goes on.
 */
export function runWords(
  run: Pick<Run, 'state' | 'outcome' | 'waitingFor' | 'unreadable'>,
  doing?: Text,
): StateWords {
  if (run.state === 'failed' && run.outcome?.kind === 'notSent') return NOT_SENT;
  if (run.state === 'settled' && run.unreadable) return ACCEPTED;
  const words = WORDS[run.state];
  if (run.waitingFor) return { ...WAITING[run.waitingFor], word: words.word };
  const goes = run.state === 'sending' || run.state === 'settling';
  return doing && goes ? { ...words, brief: doing } : words;
}

/** What a run does, and to what: "Reset Password: app_ro · orders". */
export const runTitle = ({ title, target }: Pick<Run, 'title' | 'target'>, say: Say): string =>
  `${say(title)}: ${nameWithHolder(target)}`;

/** Runs that are not over, newest first. */
export const underWay = (runs: readonly Run[]): readonly Run[] => runs.filter((run) => !isOver(run));

/** The word for one entry of a timeline. */
export const stateWord = (state: RunState): Text => WORDS[state].word;
