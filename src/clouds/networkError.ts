import { CloudError } from './cloudError';
import { cancelledError } from './retry';
import { text } from './text';
import type { TransportError, TransportFailure } from './transport';

/** The CloudError of a request that brought no whole answer. */
export function networkError(
  { failure, mayHaveBeenSent, systemCode }: TransportError,
  where: { readonly host: string; readonly region: string; readonly operation: string },
): CloudError {
  if (failure === 'cancelled') return mayHaveBeenSent ? cancelledOnItsWay() : cancelledError();
  const args = {
    host: where.host,
    region: where.region,
    operation: where.operation,
    code: systemCode ?? failure,
  };
  const [explanation, advice] = failure === 'tls' && NOT_TLS.test(args.code) ? NO_TLS : WORDS[failure];
  return new CloudError({
    kind: 'network',
    code: args.code,
    explanation: text(explanation, args),
    advice: text(advice, args),
  });
}

const cancelledOnItsWay = (): CloudError =>
  new CloudError({
    kind: 'cancelled',
    explanation: text('The request was cancelled on its way, so it may have reached the cloud.'),
  });

const CHECK = 'Check this machine’s network, VPN and firewall, then try again.';
/** The other side did not speak TLS, or broke it: says nothing of a certificate. */
const NOT_TLS = /^(EPROTO$|ERR_SSL_)/;
const NO_TLS = [
  'No secure connection to {host} came about ({code}).',
  'Something on this network, as a proxy or a gateway, may have answered in its place. Check VS Code’s setting http.proxy.',
] as const;
const WORDS: Readonly<Record<Exclude<TransportFailure, 'cancelled'>, readonly [string, string]>> = {
  timeout: ['{host} did not answer {operation} in time.', CHECK],
  nameNotFound: [
    'The address of {host} was not found ({code}).',
    'Check this machine’s network and name service, and that the region {region} exists.',
  ],
  refused: ['No connection to {host} ({code}).', CHECK],
  reset: ['The connection to {host} broke before the whole answer to {operation} was in ({code}).', CHECK],
  tls: [
    'The certificate of {host} is not trusted ({code}).',
    'If a gateway inspects traffic on this network, add its certificate to this machine’s system certificates and keep VS Code’s setting http.systemCertificates on.',
  ],
  proxy: [
    'The proxy did not let the request to {host} through ({code}).',
    'Check VS Code’s setting http.proxy and the proxy’s user name and password.',
  ],
  tooLarge: ['The answer of {host} to {operation} is too large.', 'Report this: it should not happen.'],
  other: ['The request to {host} failed ({code}).', CHECK],
};
