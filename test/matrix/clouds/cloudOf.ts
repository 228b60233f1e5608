import { type CloudId, isOf, productOf } from '../../../src/inventory/target';
import type { Operation } from '../../../src/operations/operation';
import { alibabaCloud } from './alibabaCloud';
import type { MatrixCloud } from './cloud';
import { huaweiCloud } from './huaweiCloud';

const CLOUDS: Readonly<Record<CloudId, MatrixCloud>> = { alibaba: alibabaCloud, huawei: huaweiCloud };

/** The cloud that an operation is done on. */
export function cloudOf({ id, on }: Pick<Operation, 'id' | 'on'>): MatrixCloud {
  const [kind] = on;
  if (!kind) throw new Error(`${id} is done to nothing`);
  return CLOUDS[isOf('huawei', productOf(kind)) ? 'huawei' : 'alibaba'];
}
