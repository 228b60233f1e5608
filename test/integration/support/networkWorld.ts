import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../../src/clouds/clock';
import type { CloudCall, Outcome, RequestLogEntry } from '../../../src/clouds/cloudClient';
import { CloudError } from '../../../src/clouds/cloudError';
import { createNodeTransport } from '../../../src/clouds/nodeTransport';
import { plain } from '../../../src/clouds/text';
import { Connections } from '../../../src/profiles/connections';
import { lazyOwnTransport } from '../../../src/profiles/lazyOwnTransport';
import type { Profile } from '../../../src/profiles/profile';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { aProfile } from '../../unit/profiles/aProfile';
import { FakeStorage } from '../../unit/profiles/fakeStorage';
import { quietKeyMachine } from '../../unit/profiles/keyMachine';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };
const REGION = { cloud: 'alibaba', product: 'polardb', region: 'cn-hangzhou' } as const;
const READ: CloudCall = { ...REGION, action: 'DescribeRegions', parameters: {} };
const WRITE: CloudCall = {
  ...REGION,
  action: 'FailoverDBCluster',
  parameters: { DBClusterId: 'pc-planted' },
};

/** How a call of a profile ended: accepted, or what it says and whether it may have had its effect. */
export type End = 'accepted' | { readonly kind: 'notSent' | 'unknown' | 'failed'; readonly says: string };

/** Profiles in memory, called in this host as the extension calls them, with the bundles that it is shipped with. */
export class NetworkWorld {
  readonly storage = new FakeStorage();
  readonly log: RequestLogEntry[] = [];
  readonly #profiles = new ProfileStore(this.storage);
  readonly #connections: Connections;
  #made = 0;

  constructor() {
    const extension = vscode.extensions.getExtension('clusterdeck.clusterdeck');
    assert.ok(extension, 'the extension is in this host');
    this.#connections = new Connections({
      keyMachine: quietKeyMachine(),
      profiles: this.#profiles,
      sampleCloud: { origin: () => assert.fail('no sample cloud here') },
      transport: createNodeTransport(),
      ownTransport: lazyOwnTransport(path.join(extension.extensionPath, 'dist', 'undici.js')),
      clock: systemClock,
      random: () => 0,
      nonce: randomUUID,
      log: (entry) => this.log.push(entry),
      language: () => 'en-us',
    });
  }

  /** One read or one write of a new profile, which has a host of its own that only a proxy can lead to. */
  async call(
    way: 'read' | 'write',
    network: Pick<NonNullable<Profile['network']>, 'caFile' | 'proxy'> = {},
    proxyPassword?: string,
  ): Promise<End> {
    const id = `p${(this.#made += 1)}`;
    const hosts = { polardb: `n${this.#made}.polardb.test` };
    await this.#profiles.save(aProfile(id, { network: { ...network, hosts } }), KEYS, proxyPassword);
    const client = this.#connections.client(id);
    if (way === 'write') return endOf(await client.write(WRITE));
    return await client.read(READ).then(
      () => 'accepted' as const,
      (error: unknown) => ({ kind: 'failed' as const, says: said(error) }),
    );
  }

  dispose(): void {
    this.#connections.dispose();
    this.#profiles.dispose();
  }
}

function endOf(outcome: Outcome): End {
  if (outcome.kind === 'accepted') return 'accepted';
  assert.notEqual(outcome.kind, 'refused');
  return { kind: outcome.kind as 'notSent' | 'unknown', says: said(outcome.error) };
}

/** What people read, behind which nothing more may be. */
function said(error: unknown): string {
  assert.ok(error instanceof CloudError, String(error));
  assert.equal(error.cause, undefined);
  return [error.explanation, error.advice].map((part) => part && plain(part)).join(' ');
}
