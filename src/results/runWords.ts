import { text, type Text } from '../clouds/text';
import type { Run, RunState } from '../runs/run';

interface StateWords {
  readonly word: Text;
  /** What the state means, in a sentence. */
  readonly means: Text;
  /** A codicon's name, for lists and the status bar. */
  readonly icon: string;
}

const WORDS: Readonly<Record<RunState, StateWords>> = {
  sending: {
    word: text('Sending'),
    means: text('The run is journaled and the request is on its way.'),
    icon: 'sync~spin',
  },
  scheduled: {
    word: text('Scheduled'),
    means: text('The cloud accepted the request for a later time.'),
    icon: 'watch',
  },
  settling: {
    word: text('Settling'),
    means: text('The cloud accepted the request. Live state is read until the effect is there.'),
    icon: 'sync~spin',
  },
  settled: {
    word: text('Settled'),
    means: text('Live state shows what was asked for.'),
    icon: 'pass',
  },
  failed: {
    word: text('Failed'),
    means: text('The effect did not come.'),
    icon: 'error',
  },
  refused: {
    word: text('Refused'),
    means: text('The cloud said no. This request changed nothing.'),
    icon: 'circle-slash',
  },
  unknown: {
    word: text('Unknown'),
    means: text(
      'It is not known whether the request had its effect. This is not a failure: it may have taken effect, or may still do so. Look at the live state before you send anything again.',
    ),
    icon: 'question',
  },
  abandoned: {
    word: text('No longer watched'),
    means: text('The watching was stopped. The operation itself goes on in the cloud.'),
    icon: 'debug-disconnect',
  },
};

const NOT_SENT: StateWords = {
  word: text('Not sent'),
  means: text('The request did not leave this machine. Nothing was changed.'),
  icon: 'error',
};

/** The word, sentence and icon for a run as it is now. */
export function runWords(run: Pick<Run, 'state' | 'outcome'>): StateWords {
  return run.state === 'failed' && run.outcome?.kind === 'notSent' ? NOT_SENT : WORDS[run.state];
}

/** The word for one entry of a timeline. */
export const stateWord = (state: RunState): Text => WORDS[state].word;
