import { exchange } from './exchange';
import type { Transport } from './transport';

export interface NodeTransportOptions {
  /** The longest answer taken, in bytes. */
  readonly maxResponseBytes?: number;
  /** How long a connection may take to get ready, in milliseconds. Until then nothing is sent. */
  readonly connectTimeoutMs?: number;
}

/** A transport over the host's stack, which VS Code patches to obey the user's proxy and system certificates. */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const { maxResponseBytes = 20 * 1024 * 1024, connectTimeoutMs = 10_000 } = options;
  const limits = { maxResponseBytes, connectTimeoutMs };
  return {
    read: (request, signal) => exchange(request, 'kept', limits, signal),
    write: (request, signal) => exchange(request, 'fresh', limits, signal),
  };
}
