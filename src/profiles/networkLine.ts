import type { Text } from '../clouds/text';
import type { MultiStep } from './multiStep';
import type { Back, StepFrame } from './multiStepFrame';
import type { Say } from './say';

export interface LineDeps {
  readonly steps: Pick<MultiStep, 'input'>;
  readonly say: Say;
}

export type Answer = 'next' | Back | undefined;

export interface Line {
  readonly prompt: Text;
  readonly placeholder?: string;
  readonly value: string;
  readonly password?: boolean;
  readonly problem: (value: string) => Text | undefined;
  readonly work?: (value: string) => Promise<string | undefined>;
  readonly take: (value: string) => void;
}

/** Asks for one line of a profile's network. */
export async function askLine({ steps, say }: LineDeps, frame: StepFrame, line: Line): Promise<Answer> {
  const { placeholder, password = false, work } = line;
  const answer = await steps.input({
    ...frame,
    prompt: say(line.prompt),
    value: line.value,
    password,
    ...(placeholder === undefined ? {} : { placeholder }),
    validate: (value) => {
      const problem = line.problem(value);
      return problem && say(problem);
    },
    ...(work ? { onAccept: work } : {}),
  });
  if (typeof answer !== 'string') return answer;
  line.take(answer);
  return 'next';
}
