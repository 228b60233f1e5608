import type { Route } from '../clouds/ownNetwork/connector';
import { connectsByItself, type ProfileNetwork } from '../clouds/profileNetwork';
import { TransportError, type Transport } from '../clouds/transport';

export interface Transports {
  /** Over VS Code's own network. */
  readonly transport: Transport;
  /** Loads what it needs when first called. */
  readonly ownTransport: (route: Route) => Transport;
}

/** What a transport follows. Both are asked for each request, because they may change meanwhile. */
export interface NetworkOfProfile {
  network(): ProfileNetwork | undefined;
  /** Of its proxy. */
  proxyPassword(): Promise<string | undefined>;
}

/** VS Code's own network or, where a profile has a CA file or a proxy, a way of its own. */
export function profileTransport({ transport, ownTransport }: Transports, of: NetworkOfProfile): Transport {
  let own: { readonly key: string; readonly transport: Transport } | undefined;
  const current = async (): Promise<Transport> => {
    const network = of.network();
    if (!network || !connectsByItself(network)) return transport;
    const { caFile, proxy } = network;
    const password = proxy?.user === undefined ? undefined : await of.proxyPassword();
    const route: Route = { caFile, proxy: proxy && { ...proxy, password } };
    const key = JSON.stringify(route);
    if (own?.key !== key) own = { key, transport: ownTransport(route) };
    return own.transport;
  };
  const chosen = () =>
    current().catch(() => {
      throw new TransportError('other', false, 'the network of the profile is not at hand');
    });
  return {
    read: async (request, signal) => (await chosen()).read(request, signal),
    write: async (request, signal) => (await chosen()).write(request, signal),
  };
}
