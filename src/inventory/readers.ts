import { dasReader } from './dasReader';
import type { ProductReader } from './estate';
import { huaweiReaders } from './huaweiReaders';
import { polardbReader } from './polardbReader';
import { polardbZonalReader } from './polardbZonalReader';
import { selectdbReader } from './selectdbReader';
import { productOf, type ProductId, type Target } from './target';

/** Every product whose resources can be listed, in the order shown. A product is a reader and a line here. */
export const readers: readonly ProductReader[] = [
  polardbReader,
  polardbZonalReader,
  selectdbReader,
  ...huaweiReaders,
  dasReader,
];

/** Throws where the product has no reader. */
export function readerOf(product: ProductId): ProductReader {
  const reader = readers.find((each) => each.product === product);
  if (!reader) throw new Error(`Nothing reads ${product}`);
  return reader;
}

/** What the cloud says does not exist: the target, or what holds it; undefined where the error says something else. */
export function goneOf(
  target: Target,
  error: unknown,
): { readonly id: string; readonly name: string } | undefined {
  const reader = readerOf(productOf(target.kind));
  if (!reader.isGone(error)) return undefined;
  return reader.isPartGone?.(error) ? target : (target.within ?? target);
}
