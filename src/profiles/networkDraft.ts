import type { ProfileNetwork } from '../clouds/profileNetwork';

/** What the steps about a profile's network have brought so far. Empty where VS Code's own will do. */
export class NetworkDraft {
  /** By product. */
  readonly hosts: Map<string, string>;
  caFile: string;
  proxyUrl: string;
  proxyUser: string;
  /** Empty where the stored one is to stay. */
  proxyPassword = '';
  /** Hosts that a person has agreed to send requests to. */
  readonly #agreed: Set<string>;

  /** Filled in from the network of a profile; `stored` is its proxy's password. */
  constructor(
    private readonly former?: ProfileNetwork,
    private readonly stored?: string,
  ) {
    this.hosts = new Map(Object.entries(former?.hosts ?? {}));
    this.#agreed = new Set(this.hosts.values());
    this.caFile = former?.caFile ?? '';
    this.proxyUrl = former?.proxy?.url ?? '';
    this.proxyUser = former?.proxy?.user ?? '';
  }

  isAgreed(host: string): boolean {
    return this.#agreed.has(host);
  }

  agree(host: string): void {
    this.#agreed.add(host);
  }

  /** Whether the stored password belongs to this proxy and user: no other proxy is to see it. */
  mayKeepPassword(url: string, user: string): boolean {
    const { proxy } = this.former ?? {};
    return this.stored !== undefined && proxy?.url === url && (proxy.user ?? '') === user;
  }

  /** An empty url is no proxy; an empty password keeps the stored one where it belongs to this proxy and user. */
  setProxy(url: string, user: string, password: string): void {
    this.proxyUrl = url;
    this.proxyUser = url === '' ? '' : user;
    this.proxyPassword = this.proxyUser === '' ? '' : password;
  }

  get password(): string | undefined {
    const { proxyUrl, proxyUser } = this;
    if (proxyUser === '') return undefined;
    return this.proxyPassword || (this.mayKeepPassword(proxyUrl, proxyUser) ? this.stored : undefined);
  }

  /** The password to store, '' for none; undefined where the stored one, or none, stays. */
  get passwordToStore(): string | undefined {
    return this.password === this.stored ? undefined : (this.password ?? '');
  }

  get isChanged(): boolean {
    return (
      this.passwordToStore !== undefined ||
      JSON.stringify(this.toNetwork()) !== JSON.stringify(new NetworkDraft(this.former).toNetwork())
    );
  }

  clear(): void {
    this.hosts.clear();
    this.caFile = '';
    this.setProxy('', '', '');
  }

  toNetwork(): ProfileNetwork | undefined {
    const { hosts, caFile, proxyUrl: url, proxyUser: user } = this;
    const network: ProfileNetwork = {
      ...(hosts.size > 0
        ? { hosts: Object.fromEntries([...hosts].sort(([a], [b]) => (a < b ? -1 : 1))) }
        : {}),
      ...(caFile ? { caFile } : {}),
      ...(url ? { proxy: { url, ...(user ? { user } : {}) } } : {}),
    };
    return Object.keys(network).length > 0 ? network : undefined;
  }
}
