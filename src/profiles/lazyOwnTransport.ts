import { createRequire } from 'node:module';
import { createOwnTransport } from '../clouds/ownNetwork/ownTransport';
import type * as undiciBundle from '../clouds/ownNetwork/undiciBundle';
import type { Transports } from './profileTransport';

/** undici stays out of memory until a profile needs it. `file` is the bundle of clouds/ownNetwork/undiciBundle. */
export const lazyOwnTransport =
  (file: string): Transports['ownTransport'] =>
  (route) => {
    const { Client } = createRequire(file)(file) as typeof undiciBundle;
    return createOwnTransport(route, Client);
  };
