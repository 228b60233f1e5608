import { CloudError } from './cloudError';
import { networkWords } from './networkWords';
import { proxyAddress, type ProfileNetwork } from './profileNetwork';
import { cancelledError } from './retry';
import { text, withValues } from './text';
import type { TransportError } from './transport';

/** What a request was for. */
export interface Where {
  readonly profile: string;
  readonly host: string;
  readonly region: string;
  readonly operation: string;
  /** The profile's own, where it has one. */
  readonly network?: ProfileNetwork | undefined;
}

/** The CloudError of a request that brought no whole answer. */
export function networkError(
  { failure, mayHaveBeenSent, systemCode }: TransportError,
  { profile, host, region, operation, network }: Where,
): CloudError {
  if (failure === 'cancelled') return mayHaveBeenSent ? cancelledOnItsWay() : cancelledError();
  const code = systemCode ?? failure;
  const { explanation, advice, setting } = networkWords({ failure, code, host, network });
  const args = {
    ...{ profile, host, region, operation, code },
    proxy: network?.proxy ? proxyAddress(network.proxy) : '',
    caFile: network?.caFile ?? '',
  };
  return new CloudError({
    kind: 'network',
    code,
    explanation: withValues(explanation, args),
    advice: withValues(advice, args),
    ...(setting ? { setting } : {}),
  });
}

const cancelledOnItsWay = (): CloudError =>
  new CloudError({
    kind: 'cancelled',
    explanation: text('The request was cancelled on its way, so it may have reached the cloud.'),
  });
