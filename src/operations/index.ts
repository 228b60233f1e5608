import { bindClusters } from './bindClusters';
import type { Operation } from './operation';
import { changePrimaryZone } from './changePrimaryZone';
import { systemTimeZone } from './localTime';
import { switchRole } from './switchRole';
import { unbindClusters } from './unbindClusters';

/** Everything the extension can do. Adding an operation is one file and one line here. */
export const operations: readonly Operation[] = [
  switchRole,
  changePrimaryZone(systemTimeZone),
  bindClusters,
  unbindClusters,
];

export function operationById(id: string): Operation | undefined {
  return operations.find((operation) => operation.id === id);
}
