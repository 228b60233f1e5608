import { createRequire } from 'node:module';
import type { Transports } from './profileTransport';

/** undici stays out of memory until a profile needs it. `file` is the bundle of clouds/ownNetwork/ownTransport. */
export const ownNetworkBundle =
  (file: string): Transports['ownTransport'] =>
  (route) => {
    const bundle = createRequire(file)(file) as { readonly createOwnTransport: Transports['ownTransport'] };
    return bundle.createOwnTransport(route);
  };
