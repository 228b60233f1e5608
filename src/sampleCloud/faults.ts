/**
 * What goes wrong. `answer` and the first two breaks happen instead of the request, the others after it. An `answer`
 * of status 200 without a body says `Success: false`, as the answers that document it can.
 */
export type Fault =
  | { readonly kind: 'latency'; readonly ms: number }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly contentType?: string;
    }
  | { readonly kind: 'resetBeforeAnswer' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'resetAfterEffect' }
  | { readonly kind: 'halfBody' }
  | {
      readonly kind: 'errorAfterEffect';
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };

/** A fault and the requests it meets: those that match, `times` of them, after `skip` were let pass. */
export interface FaultRule {
  readonly match: {
    readonly action?: string;
    readonly region?: string;
    readonly clusterId?: string;
    readonly host?: string;
  };
  readonly times?: number;
  readonly skip?: number;
  readonly fault: Fault;
}

export interface FaultSubject {
  readonly action: string;
  readonly region: string;
  readonly clusterId: string;
  readonly host: string;
}

const KINDS = [
  'latency',
  'answer',
  'resetBeforeAnswer',
  'hang',
  'resetAfterEffect',
  'halfBody',
  'errorAfterEffect',
];

/** Faults on demand. They live in memory only: a restarted sample cloud is healthy. */
export class Faults {
  private rules: { rule: FaultRule; times: number; skip: number }[] = [];

  /** Adds rules; earlier ones come first. Throws a RangeError for a kind that does not exist. */
  add(rules: readonly FaultRule[]): void {
    for (const rule of rules)
      if (!KINDS.includes(rule.fault.kind)) throw new RangeError(`There is no fault ${rule.fault.kind}.`);
    this.rules.push(...rules.map((rule) => ({ rule, times: 0, skip: rule.skip ?? 0 })));
  }

  clear(): void {
    this.rules = [];
  }

  /** The rules, and how often each has struck: also a request that is still on its way counts. */
  struck(): readonly { readonly rule: FaultRule; readonly times: number }[] {
    return this.rules.map(({ rule, times }) => ({ rule, times }));
  }

  /** What befalls this request: the latencies of all rules that match, and the first other fault. */
  take(subject: FaultSubject): { latencyMs: number; fault?: Exclude<Fault, { kind: 'latency' }> } {
    let latencyMs = 0;
    let found: Exclude<Fault, { kind: 'latency' }> | undefined;
    for (const entry of this.rules) {
      const { fault, match, times = Infinity } = entry.rule;
      const meets = (Object.keys(match) as (keyof FaultSubject)[]).every(
        (key) => match[key] === undefined || match[key] === subject[key],
      );
      if (!meets || entry.times >= times || (found && fault.kind !== 'latency')) continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      entry.times++;
      if (fault.kind === 'latency') latencyMs += fault.ms;
      else found = fault;
    }
    return { latencyMs, ...(found ? { fault: found } : {}) };
  }
}
