import type { Text } from '../clouds/text';

/** Turns a text into a sentence in the person's language. */
export type Translate = (text: Text) => string;
