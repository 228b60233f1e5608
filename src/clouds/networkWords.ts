import { connectsByItself, type ProfileNetwork } from './profileNetwork';
import { text, type Text } from './text';
import type { TransportFailure } from './transport';

/** Where a person can mend it: a setting of VS Code, or the network of the profile. */
export type NetworkSetting = 'http.proxy' | 'http.systemCertificates' | 'network';

/** What happened and what to do about it; `networkError` has what stands in `{…}`. */
export interface NetworkWords {
  readonly explanation: Text;
  readonly advice: Text;
  readonly setting?: NetworkSetting;
}

export interface FailedRequest {
  readonly failure: Exclude<TransportFailure, 'cancelled'>;
  /** The system's own, or the failure where there is none. */
  readonly code: string;
  readonly host: string;
  readonly network: ProfileNetwork | undefined;
}

/** The words for a request without an answer. They name the setting that decides. */
export function networkWords(failed: FailedRequest): NetworkWords {
  const { code, network } = failed;
  switch (failed.failure) {
    case 'tls':
      return tlsWords(failed);
    case 'proxy':
      return network?.proxy ? ownProxyWords(code) : PROXY;
    case 'caFile':
      return caFileWords(code);
    case 'nameNotFound':
      return {
        explanation: text('The address of {host} was not found ({code}).'),
        ...(ownWay(failed) ?? {
          advice: text(
            'Check this machine’s network and name service, and that the region {region} exists. Where a proxy is needed, check VS Code’s setting http.proxy.',
          ),
        }),
      };
    case 'refused':
      return { explanation: text('No connection to {host} ({code}).'), ...(ownWay(failed) ?? REACH) };
    case 'timeout':
      return {
        explanation: text('{host} did not answer {operation} in time.'),
        ...(ownWay(failed) ?? REACH),
      };
    case 'reset':
      return {
        explanation: text(
          'The connection to {host} broke before the whole answer to {operation} was in ({code}).',
        ),
        advice: CHECK,
      };
    case 'tooLarge':
      return {
        explanation: text('The answer of {host} to {operation} is too large.'),
        advice: text('Report this: it should not happen.'),
      };
    case 'other':
      return { explanation: text('The request to {host} failed ({code}).'), advice: CHECK };
  }
}

const CHECK = text('Check this machine’s network, VPN and firewall, then try again.');
const REACH = {
  advice: text(
    'Check this machine’s network, VPN and firewall, then try again. Where a proxy is needed, check VS Code’s setting http.proxy; where one is in the way, http.noProxy.',
  ),
};

const isOwnHost = ({ host, network }: FailedRequest): boolean =>
  Object.values(network?.hosts ?? {}).includes(host);

/** What decides where a host is looked for, in a profile with a network of its own. */
function ownWay(failed: FailedRequest): Omit<NetworkWords, 'explanation'> | undefined {
  if (isOwnHost(failed))
    return {
      advice: text(
        'Check the host and the proxy in the network of profile {profile}, and this machine’s network.',
      ),
      setting: 'network',
    };
  if (!connectsByItself(failed.network)) return undefined;
  return {
    advice: text(
      'Profile {profile} has a network of its own, so VS Code’s setting http.proxy does not apply to it: check the proxy there, or give it one.',
    ),
    setting: 'network',
  };
}

const CERTIFICATE = text('The certificate of {host} is not trusted ({code}).');

function tlsWords(failed: FailedRequest): NetworkWords {
  const { code, network } = failed;
  const isOwn = connectsByItself(network);
  // The other side did not speak TLS, or broke it: says nothing of a certificate.
  if (/^(EPROTO$|ERR_SSL_)/.test(code))
    return {
      explanation: text('No secure connection to {host} came about ({code}).'),
      ...(ownWay(failed) ?? {
        advice: text(
          'Something on this network, as a proxy or a gateway, may have answered in its place. Check VS Code’s setting http.proxy.',
        ),
        setting: 'http.proxy',
      }),
    };
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code))
    return {
      explanation: text('The certificate of {host} is not valid now ({code}).'),
      advice: isOwn
        ? text(
            'Check this machine’s clock. If it is right, whoever runs {host} has to renew its certificate; then check the CA file in the network of profile {profile}.',
          )
        : text(
            'Check this machine’s clock. If it is right, whoever runs {host}, or the gateway that inspects traffic on this network, has to renew the certificate; VS Code’s setting http.noProxy may lead past a gateway.',
          ),
    };
  if (/ALTNAME|HOSTNAME/.test(code))
    return {
      explanation: text('The certificate that {host} shows is for another name ({code}).'),
      ...(ownWay(failed) ?? {
        advice: text(
          'Something on this network may have answered in its place. Check VS Code’s settings http.proxy and http.noProxy.',
        ),
        setting: 'http.proxy',
      }),
    };
  if (network?.caFile !== undefined)
    return {
      explanation: CERTIFICATE,
      advice: text(
        'The CA file {caFile} does not vouch for it. Check the CA file in the network of profile {profile}.',
      ),
      setting: 'network',
    };
  if (isOwn)
    return {
      explanation: CERTIFICATE,
      advice: text(
        'This machine’s system certificates do not apply to profile {profile}, which has a proxy of its own. Name the certificate authority’s CA file in its network.',
      ),
      setting: 'network',
    };
  return {
    explanation: CERTIFICATE,
    advice: text(
      'If a gateway inspects traffic on this network, add its certificate to this machine’s system certificates and keep VS Code’s setting http.systemCertificates on. For a private cloud, name its CA file in the network of profile {profile}.',
    ),
    setting: 'http.systemCertificates',
  };
}

const PROXY: NetworkWords = {
  explanation: text('The proxy did not let the request to {host} through ({code}).'),
  advice: text(
    'Check VS Code’s setting http.proxy and the proxy’s user name and password in it. Where {host} can be reached without the proxy, add it to http.noProxy.',
  ),
  setting: 'http.proxy',
};

const OWN_PROXY = text('Check the proxy in the network of profile {profile}.');

/** @param code the status that the proxy answered with, or what kept it from being asked */
function ownProxyWords(code: string): NetworkWords {
  const own = { advice: OWN_PROXY, setting: 'network' } as const;
  if (code === '407')
    return {
      ...own,
      explanation: text(
        'The proxy {proxy} does not accept the user name and password, or wants some ({code}).',
      ),
      advice: text('Check the proxy’s user name and password in the network of profile {profile}.'),
    };
  if (/^\d{3}$/.test(code))
    return { ...own, explanation: text('The proxy {proxy} did not open a way to {host} (status {code}).') };
  if (/CERT|SIGNED|UNABLE_TO_|ALTNAME/.test(code))
    return {
      ...own,
      explanation: text('The certificate of the proxy {proxy} is not trusted ({code}).'),
      advice: text('Check the proxy and the CA file in the network of profile {profile}.'),
    };
  if (code === 'NoTunnel')
    return { ...own, explanation: text('What answers at {proxy} opened no way to {host}, as a proxy does.') };
  return { ...own, explanation: text('The proxy {proxy} could not be reached ({code}).') };
}

function caFileWords(code: string): NetworkWords {
  const CA_FILE: Readonly<Record<string, Text>> = {
    ENOENT: text('The CA file {caFile} is not there.'),
    CaFileTooBig: text('The CA file {caFile} is longer than 4 MiB.'),
    CaFileNotPem: text('The CA file {caFile} holds no certificate in PEM form.'),
    CaFileBroken: text('The CA file {caFile} holds a certificate that is broken.'),
    CaFileExpired: text('Each certificate in the CA file {caFile} has expired.'),
  };
  return {
    explanation: CA_FILE[code] ?? text('The CA file {caFile} cannot be read ({code}).'),
    advice: text('Nothing was sent. Check the CA file in the network of profile {profile}.'),
    setting: 'network',
  };
}
