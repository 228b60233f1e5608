/** A `Text`, or one that came back from the journal. */
interface AnyText {
  readonly text: string;
  readonly args?: Readonly<Record<string, string | number>> | undefined;
}

/** Turns a text into a sentence in the person's language. */
export type Translate = (text: AnyText) => string;
