import assert from 'node:assert/strict';
import type { CloudError } from '../../../src/clouds/cloudError';
import type { ProfileRecords } from '../../../src/profiles/profileRecords';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { aProfile } from './aProfile';
import { FakeStorage } from './fakeStorage';
import { keyIn } from './keyMachine';

const KEYS = { accessKeyId: 'LTAI5tExample00001', accessKeySecret: 'secret-of-example' };

describe('ProfileStore', () => {
  let storage: FakeStorage;
  let store: ProfileStore;
  beforeEach(() => {
    storage = new FakeStorage();
    store = new ProfileStore(storage);
  });

  it('keeps profiles in the order they were added, also over a restart, and their keys apart', async () => {
    await store.save(aProfile('b'), KEYS);
    await store.save(aProfile('a'), KEYS);
    await store.save(aProfile('b', { name: 'renamed' }));
    const again = new ProfileStore(storage);
    assert.deepEqual(
      again.list().map(({ name }) => name),
      ['renamed', 'name of a'],
    );
    assert.deepEqual(await again.credentials('b'), KEYS);
    assert.ok(!JSON.stringify([...storage.values]).includes(KEYS.accessKeySecret));
    assert.ok(!JSON.stringify([...storage.values]).includes(KEYS.accessKeyId));
  });

  it('reads and follows nothing before somebody asks for the profiles', () => {
    const asked: string[] = [];
    const records: ProfileRecords = {
      ...storage.records,
      all: () => (asked.push('all'), []),
      onDidChange: () => (asked.push('follow'), { dispose: () => undefined }),
    };
    const lazy = new ProfileStore(Object.assign(new FakeStorage(), { records }));
    lazy.check();
    assert.deepEqual(asked, []);
    lazy.list();
    lazy.list();
    assert.deepEqual(asked, ['all', 'follow', 'all']);
  });

  it('loses none of two profiles saved at once', async () => {
    await Promise.all([store.save(aProfile('a'), KEYS), store.save(aProfile('b'), KEYS)]);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ['a', 'b'],
    );
  });

  it('reads a secret once for many callers, and again after it changed in another window', async () => {
    await store.save(aProfile('a'), KEYS);
    const [first, second] = await Promise.all([store.credentials('a'), store.credentials('a')]);
    await store.credentials('a');
    assert.equal(first, second);
    assert.equal(storage.secretReads, 1);
    const heard: unknown[] = [];
    store.onDidChange((change) => heard.push(change));
    await storage.secrets.store(
      'clusterdeck.profile.a',
      JSON.stringify({ ...KEYS, accessKeyId: 'LTAI-new' }),
    );
    assert.deepEqual(heard, [{ id: 'a', credentials: true }]);
    assert.equal((await keyIn(store.credentials('a'))).accessKeyId, 'LTAI-new');
  });

  it('says what to do when the secret storage has lost the key, and does not remember the failure', async () => {
    await store.save(aProfile('a'), KEYS);
    const kept = storage.kept.get('clusterdeck.profile.a')!;
    storage.kept.clear();
    await assert.rejects(store.credentials('a'), (error: CloudError) => {
      assert.equal(error.kind, 'credentials');
      assert.match(error.message, /name of a/);
      assert.equal(error.advice?.text, 'Update its credentials.');
      return true;
    });
    storage.kept.set('clusterdeck.profile.a', kept);
    assert.deepEqual(await store.credentials('a'), KEYS);
  });

  it('takes a broken secret for a lost one and never quotes it', async () => {
    await store.save(aProfile('a'), KEYS);
    for (const broken of ['', 'half a {"accessKeySecret":"s3cret"', '{"accessKeyId":"x"}', '[]']) {
      storage.kept.set('clusterdeck.profile.a', broken);
      await assert.rejects(
        store.credentials('a'),
        (error: CloudError) => error.kind === 'credentials' && !error.message.includes('s3cret'),
      );
    }
  });

  it('names a locked keyring without repeating its words', async () => {
    await store.save(aProfile('a'), KEYS);
    storage.failSecrets = true;
    await assert.rejects(store.credentials('a'), (error: CloudError) => {
      assert.equal(error.kind, 'credentials');
      assert.ok(!error.message.includes('s3cret'));
      assert.match(error.advice?.text ?? '', /keyring/);
      return error.cause === undefined;
    });
  });

  it('leaves out a broken entry, reports it once, and still keeps it for the version that can read it', async () => {
    const broken = { id: 'x', name: 'from the future', safety: 'paranoid' };
    storage.values.set('x', broken).set('a', aProfile('a')).set('y', 'nonsense').set('z', undefined);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ['a'],
    );
    store.list();
    assert.equal(storage.reported.length, 3);
    assert.match(storage.reported[0]!, /from the future/);
    await store.save(aProfile('b'), KEYS);
    assert.deepEqual(storage.values.get('x'), broken);
  });

  describe('with another window that changes the profiles', () => {
    let other: ProfileStore;
    const heard: { id: string; credentials: boolean }[] = [];
    beforeEach(async () => {
      await store.save(aProfile('a'), KEYS);
      other = new ProfileStore(storage);
      other.list();
      heard.length = 0;
      other.onDidChange((change) => heard.push(change));
    });
    const tell = () => {
      storage.recordChanged.fire(undefined);
    };

    it('tells what was added, changed and removed there, once each', async () => {
      await store.save(aProfile('b'), KEYS);
      heard.length = 0;
      tell();
      assert.deepEqual(heard, [{ id: 'b', credentials: true }]);
      await store.save(aProfile('a', { name: 'renamed' }));
      tell();
      tell();
      assert.deepEqual(heard.slice(1), [{ id: 'a', credentials: false }]);
      assert.equal(other.get('a')?.name, 'renamed');
      await store.remove('b');
      heard.length = 0;
      tell();
      assert.deepEqual(heard, [{ id: 'b', credentials: true }]);
      assert.equal(other.get('b'), undefined);
    });

    it('reads the keys anew that were replaced there, also where VS Code does not tell of secrets', async () => {
      assert.deepEqual(await other.credentials('a'), KEYS);
      const fresh = { ...KEYS, accessKeySecret: 'another-secret' };
      storage.kept.set('clusterdeck.profile.a', JSON.stringify(fresh));
      storage.values.set('a', { ...store.get('a'), keysVersion: 2 });
      tell();
      assert.deepEqual(heard, [{ id: 'a', credentials: true }]);
      assert.deepEqual(await other.credentials('a'), fresh);
    });

    it('does not use keys of before where it is told of the new ones late', async () => {
      const old = storage.kept.get('clusterdeck.profile.a')!;
      await store.save(aProfile('a'), { ...KEYS, accessKeySecret: 'another-secret' });
      storage.kept.set('clusterdeck.profile.a', old);
      storage.secretsAreLate = true;
      const late = new ProfileStore(storage);
      await assert.rejects(late.credentials('a'), (error: CloudError) => {
        assert.match(error.advice?.text ?? '', /reload this window/);
        return error.kind === 'credentials';
      });
    });

    it('takes new keys of which the profile does not know yet', async () => {
      const fresh = { ...KEYS, accessKeySecret: 'another-secret' };
      storage.kept.set('clusterdeck.profile.a', JSON.stringify({ ...fresh, keysVersion: 2 }));
      assert.deepEqual(await other.credentials('a'), fresh);
    });

    it('hears nothing of what it did itself', async () => {
      await other.save(aProfile('a', { name: 'mine' }));
      heard.length = 0;
      tell();
      assert.deepEqual(heard, []);
    });
  });

  it('deletes the secret with the profile', async () => {
    await store.save(aProfile('a'), KEYS);
    await store.remove('a');
    assert.deepEqual([store.list(), storage.kept.size], [[], 0]);
    await assert.rejects(store.credentials('a'), /no longer there/);
  });

  it('keeps a profile whose secret cannot be deleted, until it can', async () => {
    await store.save(aProfile('a'), KEYS);
    storage.failSecrets = true;
    await assert.rejects(store.remove('a'), (error: CloudError) => {
      assert.match(error.message, /key of profile name of a, so the profile stays/);
      assert.match(error.advice?.text ?? '', /keyring/);
      return error.kind === 'credentials' && !error.message.includes('s3cret');
    });
    assert.deepEqual([store.list().length, storage.kept.size], [1, 1]);
    storage.failSecrets = false;
    await store.remove('a');
    assert.deepEqual([store.list().length, storage.kept.size], [0, 0]);
  });

  it('keeps the former keys when an edited profile cannot be stored', async () => {
    await store.save(aProfile('a'), KEYS);
    storage.failUpdates = true;
    const other = { accessKeyId: 'LTAI-of-another-account', accessKeySecret: 'another' };
    await assert.rejects(store.save(aProfile('a', { name: 'another' }), other), /disk full/);
    assert.deepEqual(await store.credentials('a'), KEYS);
    assert.equal(store.get('a')?.name, 'name of a');
  });

  it('keeps the profile as it was when its new keys cannot be stored', async () => {
    await store.save(aProfile('a'), KEYS);
    storage.failSecrets = true;
    await assert.rejects(store.save(aProfile('a', { name: 'another' }), KEYS), /keyring locked/);
    assert.equal(store.get('a')?.name, 'name of a');
  });

  it('leaves no secret behind when a new profile cannot be stored', async () => {
    storage.failUpdates = true;
    await assert.rejects(store.save(aProfile('a'), KEYS), /disk full/);
    assert.equal(storage.kept.size, 0);
    storage.failUpdates = false;
    await store.save(aProfile('a'), KEYS);
    assert.equal(store.list().length, 1);
  });

  describe('the password of a profile’s proxy', () => {
    const KEY = 'clusterdeck.profile.a';
    const kept = (): unknown => JSON.parse(storage.kept.get(KEY) ?? 'null');

    it('is in the same secret as the keys, and either is changed without the other', async () => {
      await store.save(aProfile('a'), KEYS, 'pass-1');
      assert.deepEqual(kept(), { ...KEYS, keysVersion: 1, proxyPassword: 'pass-1' });
      assert.deepEqual(await store.credentials('a'), KEYS);
      assert.equal(await store.proxyPassword('a'), 'pass-1');
      await store.save(aProfile('a'), { ...KEYS, accessKeyId: 'LTAI5tExample00002' });
      assert.equal(await store.proxyPassword('a'), 'pass-1');
      await store.save(aProfile('a'), undefined, 'pass-2');
      const other = { ...KEYS, accessKeyId: 'LTAI5tExample00002' };
      assert.deepEqual(kept(), { ...other, keysVersion: 3, proxyPassword: 'pass-2' });
      assert.equal(await store.proxyPassword('a'), 'pass-2');
      await store.save(aProfile('a'), undefined, '');
      assert.deepEqual(kept(), { ...other, keysVersion: 4 });
      assert.equal(await store.proxyPassword('a'), undefined);
      assert.ok(!JSON.stringify([...storage.values]).includes('pass-'));
    });

    it('is read once, and again after it changed in another window', async () => {
      await store.save(aProfile('a'), KEYS, 'pass-1');
      const reads = storage.secretReads;
      await Promise.all([store.proxyPassword('a'), store.proxyPassword('a')]);
      assert.equal(storage.secretReads - reads, 1);
      await storage.secrets.store(KEY, JSON.stringify({ ...KEYS, proxyPassword: 'pass-2' }));
      assert.equal(await store.proxyPassword('a'), 'pass-2');
    });

    it('stays where the profile cannot be stored', async () => {
      await store.save(aProfile('a'), KEYS, 'pass-1');
      storage.failUpdates = true;
      await assert.rejects(store.save(aProfile('a'), undefined, 'pass-2'));
      assert.deepEqual(kept(), { ...KEYS, keysVersion: 1, proxyPassword: 'pass-1' });
    });

    it('tells of a new way to the cloud as of new keys', async () => {
      await store.save(aProfile('a'), KEYS);
      const heard: unknown[] = [];
      store.onDidChange((change) => heard.push(change));
      await store.save(aProfile('a', { network: { caFile: '/ca.pem' } }));
      await store.save(aProfile('a', { network: { caFile: '/ca.pem' }, safety: 'production' }));
      assert.deepEqual(heard, [
        { id: 'a', credentials: true },
        { id: 'a', credentials: false },
      ]);
    });

    for (const network of [
      { hosts: { polardb: 'https://polardb.corp' } },
      { hosts: { polardb: 'polardb.corp/x' } },
      { proxy: { url: 'http://dba:pass@proxy.corp' } },
      { proxy: { url: 'socks5://proxy.corp' } },
    ])
      it(`leaves a profile out that was stored with ${JSON.stringify(network)}`, () => {
        storage.values.set('a', { ...aProfile('a'), network });
        assert.deepEqual(store.list(), []);
        assert.match(storage.reported[0] ?? '', /name of a cannot be read \(network\./);
      });
  });
});
