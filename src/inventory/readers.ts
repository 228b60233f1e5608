import type { ProductReader } from './estate';
import { polardbReader } from './polardbReader';
import { polardbZonalReader } from './polardbZonalReader';
import { selectdbReader } from './selectdbReader';
import type { ProductId } from './target';

/** Every product whose resources can be listed, in the order shown. A product is a reader and a line here. */
export const readers: readonly ProductReader[] = [polardbReader, polardbZonalReader, selectdbReader];

/** Throws where the product has no reader. */
export function readerOf(product: ProductId): ProductReader {
  const reader = readers.find((each) => each.product === product);
  if (!reader) throw new Error(`Nothing reads ${product}`);
  return reader;
}
