/** How a profile reaches its cloud where VS Code's own network does not do. Holds no secret. */
export interface ProfileNetwork {
  /** Hosts in place of the public ones, by product: `polardb.cloud.example` or `polardb.cloud.example:8443`. */
  readonly hosts?: Readonly<Record<string, string>> | undefined;
  /** The path of a file with certificates in PEM that are trusted besides the public ones. */
  readonly caFile?: string | undefined;
  readonly proxy?: ProfileProxy | undefined;
}

export interface ProfileProxy {
  /** `http://` or `https://`, host and port; no user, no password, no path. */
  readonly url: string;
  readonly user?: string | undefined;
}

/**
 * Whether the profile's connections are made past VS Code's network, which takes neither a certificate authority nor a
 * proxy for one profile alone. VS Code's proxy settings do not apply to them then.
 */
export const connectsByItself = (network: ProfileNetwork | undefined): boolean =>
  network?.caFile !== undefined || network?.proxy !== undefined;

/** The proxy's host and port, as people know it. */
export function proxyAddress({ url }: Pick<ProfileProxy, 'url'>): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** `http://` or `https://` with host and port, and nothing else. */
export const isProxyUrl = (value: string): boolean =>
  /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?=.{1,253}(?::|$))${LABEL}(?:\\.${LABEL})*(?::[1-9][0-9]{0,4})?$`);

/** A plain host name in lower case, with a port or without: nothing that could make an address mean another place. */
export const isHost = (value: string): boolean =>
  HOST.test(value) && Number(value.split(':')[1] ?? 443) <= 65_535;
