import type { ProductId } from '../inventory/target';
import { dasView } from './dasView';
import { huaweiViews } from './huaweiView';
import { polardbView } from './polardbView';
import { polardbZonalView } from './polardbZonalView';
import type { ProductView } from './productView';
import { selectdbView } from './selectdbView';

/** The products in the order shown. Each has a reader in the inventory. */
export const productViews: readonly ProductView[] = [
  polardbView,
  polardbZonalView,
  selectdbView,
  ...huaweiViews,
  dasView,
];

/** Throws where the product has no view. */
export function viewOf(product: ProductId): ProductView {
  const view = productViews.find((each) => each.product === product);
  if (!view) throw new Error(`Nothing shows ${product}`);
  return view;
}
