/** Cores and memory (MB) of a node class, as far as the sample uses it. */
export interface NodeClassSize {
  readonly cores: number;
  readonly memory: number;
}

const SIZES: Readonly<Record<string, NodeClassSize>> = {
  'polar.mysql.g1.tiny.c': { cores: 1, memory: 2048 },
  'polar.mysql.x4.medium': { cores: 2, memory: 8192 },
  'polar.mysql.x4.large': { cores: 4, memory: 16384 },
  'polar.mysql.x4.xlarge': { cores: 8, memory: 32768 },
  'polar.pg.x4.medium': { cores: 2, memory: 8192 },
  'polar.o.x8.large': { cores: 4, memory: 32768 },
};

export const sizeOf = (nodeClass: string): NodeClassSize => SIZES[nodeClass] ?? { cores: 4, memory: 16384 };
