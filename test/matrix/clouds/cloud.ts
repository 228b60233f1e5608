import type { Operation } from '../../../src/operations/operation';
import type { AccessKey } from '../../../src/clouds/accessKey';
import type { ClientDeps } from '../../../src/clouds/client';
import type { CloudClient } from '../../../src/clouds/cloudClient';
import type { HuaweiClient } from '../../../src/clouds/huawei/huaweiClient';
import type { HttpRequest, HttpResponse } from '../../../src/clouds/transport';
import type { FaultRule } from '../../../src/sampleCloud/faults';
import type { SampleCloudHandle } from '../../../src/sampleCloud/sampleCloud';
import type { Sent } from '../doubledTransport';
import type { Ending, WriteFault } from '../endings';
import type { Fault } from '../faults';
import type { AnyFixture } from '../fixtures/fixture';
import type { Verdict } from '../judge';

/** With a key where failures lock it. */
export type MatrixClient = CloudClient & Partial<Pick<HuaweiClient, 'key'>>;

/** An answer to a read, and what a run comes to that gets nothing else. */
export interface BadRead {
  readonly name: string;
  readonly answer: (fixture: AnyFixture) => HttpResponse;
  readonly forEver: Verdict['claim'];
  /** How long it lasts where it ends; minutes. */
  readonly minutes?: number;
  /** Nothing is read any more until a person says so, also where the cloud has recovered. */
  readonly lasting?: true;
  /** It says that the key may not read. */
  readonly permission?: true;
  /** It holds nothing of what was asked for, and nothing may be made of that. */
  readonly hollow?: true;
  readonly fits?: (fixture: AnyFixture) => boolean;
}

/** What differs from cloud to cloud: how it is called, how it answers, and what goes wrong on it alone. */
export interface MatrixCloud {
  client(deps: ClientDeps): MatrixClient;
  keys(cloud: SampleCloudHandle): readonly AccessKey[];
  /** An error in the cloud's own form. */
  readonly error: (status: number, code: string, headers?: Readonly<Record<string, string>>) => HttpResponse;
  /** An error of the cloud's own. */
  readonly broken: HttpResponse;
  /** Turns a request away before it is executed. */
  readonly throttled: HttpResponse;
  /** Whether an answer to a write leaves open what became of it. Judged anew, not to share the client's mistakes. */
  isAmbiguous(answer: HttpResponse, request: HttpRequest): boolean;
  /** Why requests that were sent cannot all count as signed for themselves. */
  badlySigned(writes: readonly Sent[]): string | undefined;
  /** Whether a code says that something broke while the request was worked on, or that it had been carried out before. */
  readonly isServerError: (code: string, operation: Pick<Operation, 'id'>) => boolean;
  /** Other keys that a profile may have at the moment of sending. */
  readonly identities: readonly (readonly [name: string, key: AccessKey, claim: Verdict['claim']])[];
  /** Answers of the cloud's own after which nobody knows. */
  readonly odd: readonly {
    readonly name: string;
    readonly answer: HttpResponse;
    readonly fits?: WriteFault['fits'];
  }[];
  readonly turnedAway: readonly WriteFault[];
  /** What a second attempt is told because the first one worked. */
  readonly secondAttempts: readonly string[];
  /** Faults that the sample cloud makes by itself. */
  readonly onSockets: readonly {
    readonly name: string;
    readonly fault: FaultRule['fault'];
    readonly ending: Ending;
    readonly fits?: WriteFault['fits'];
  }[];
  readonly badReads: readonly BadRead[];
  /** What only this cloud does. */
  readonly faults: readonly Fault[];
}
