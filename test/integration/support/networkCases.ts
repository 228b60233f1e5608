import type { TransportFailure } from '../../../src/clouds/transport';
import { selfSigned } from '../../unit/support/selfSigned';
import type { ProxyConduct } from './connectProxy';
import type { CloudConduct } from './tlsCloud';

/** Who the cloud is, and somebody who only says so. */
export const trusted = selfSigned(['*.polardb.test']);
const stranger = selfSigned(['*.polardb.test']);

/** What goes wrong, what a read and a write alike make of it, and how many requests really reach the cloud. */
export interface Case {
  readonly name: string;
  readonly proxy?: ProxyConduct;
  readonly cloud?: CloudConduct;
  readonly identity?: { readonly key: string; readonly cert: string };
  readonly outcome: Outcome;
  /** Where a route of its own knows better than VS Code's stack. */
  readonly ownOutcome?: Outcome;
  readonly requests: number;
}
type Outcome = readonly [TransportFailure, mayHaveBeenSent: boolean];
export const CLOUD_CASES: readonly Case[] = [
  {
    name: 'a reset after the last byte of the request',
    cloud: 'reset',
    outcome: ['reset', true],
    requests: 1,
  },
  { name: 'half an answer', cloud: 'half', outcome: ['reset', true], requests: 1 },
  { name: 'no answer', cloud: 'hang', outcome: ['timeout', true], requests: 1 },
  {
    name: 'a certificate that is not trusted',
    identity: stranger,
    outcome: ['tls', false],
    requests: 0,
  },
  {
    name: 'a certificate for another name',
    identity: selfSigned(),
    outcome: ['tls', false],
    requests: 0,
  },
];
const refused = (status: number): Case => ({
  name: `a proxy that refuses the tunnel with ${status}`,
  proxy: { refuse: status },
  outcome: ['proxy', false],
  requests: 0,
});
export const PROXY_CASES: readonly Case[] = [
  ...[302, 403, 407, 502, 503].map(refused),
  {
    name: 'a proxy that closes instead of answering',
    proxy: 'close',
    outcome: ['proxy', false],
    requests: 0,
  },
  {
    name: 'a proxy that does not answer',
    proxy: 'hang',
    outcome: ['timeout', false],
    requests: 0,
  },
  {
    name: 'a tunnel that is reset before TLS is done',
    proxy: 'resetBeforeTls',
    outcome: ['reset', false],
    requests: 0,
  },
  {
    name: 'a proxy that answers with a page',
    proxy: 'html',
    outcome: ['reset', false],
    ownOutcome: ['proxy', false],
    requests: 0,
  },
];
