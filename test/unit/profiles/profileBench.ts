import type { CloudCall } from '../../../src/clouds/cloudClient';
import type { ProfileNetwork } from '../../../src/clouds/profileNetwork';
import { plain, text } from '../../../src/clouds/text';
import type { FoundKeys } from '../../../src/profiles/importers/foundKeys';
import type { KeychainKeys } from '../../../src/profiles/importers/keychain';
import type { Consent } from '../../../src/profiles/keys/consent';
import type { StoredKeys } from '../../../src/profiles/keys/keyRecipe';
import { MultiStep } from '../../../src/profiles/multiStep';
import type { ProfileFlowDeps } from '../../../src/profiles/profileFlow';
import { ProfileStore } from '../../../src/profiles/profileStore';
import { fakeClient } from '../support/fakeClient';
import { fakeStepKit, settle, type FakeBox } from './fakeQuickInput';
import { FakeStorage } from './fakeStorage';

/** The steps of a profile with storage in memory, on a cloud whose answers the test gives. */
export class ProfileBench {
  readonly kit = fakeStepKit();
  readonly storage = new FakeStorage();
  /** The keys that were tried, and what was called. */
  readonly probed: StoredKeys[] = [];
  readonly calls: CloudCall[] = [];
  /** The keys that the person has already, and those in the file that they pick. */
  found: readonly FoundKeys[] = [];
  picked: readonly FoundKeys[] | undefined;
  /** What the keychain answers, and how often it was asked and left. */
  keychain: () => Promise<KeychainKeys> = () => Promise.resolve({ found: [], absent: false });
  keychainAsked = 0;
  keychainLeft = 0;
  /** Ends the wait for a keychain where nothing else was found. */
  endWait: () => void = () => undefined;
  /** The clouds that keys were looked for. */
  readonly looked: string[] = [];
  /** The questions about hosts, and what is answered to them. */
  readonly asked: string[] = [];
  /** What the person was asked to agree to before something is run or called. */
  readonly consents: Consent[] = [];
  agrees = true;
  now = () => 1000;
  pickedCaFile: string | undefined;
  /** The networks that the keys were tried through, with the proxy's password. */
  readonly networks: (readonly [ProfileNetwork | undefined, string | undefined])[] = [];
  readonly deps: ProfileFlowDeps;

  constructor(answer: (call: CloudCall) => unknown) {
    this.deps = {
      steps: new MultiStep(this.kit),
      say: plain,
      profiles: new ProfileStore(this.storage),
      connections: {
        probe: ({ network }, credentials, proxyPassword) => {
          this.networks.push([network, proxyPassword]);
          this.probed.push(credentials);
          return fakeClient((call) => {
            this.calls.push(call);
            return answer(call);
          });
        },
      },
      importer: {
        machine: text('This machine was read'),
        find: (cloud) => {
          this.looked.push(cloud);
          return Promise.resolve(this.found.filter((keys) => keys.cloud === cloud));
        },
        findInKeychain: (_cloud, signal) => {
          this.keychainAsked += 1;
          signal.addEventListener('abort', () => (this.keychainLeft += 1));
          return this.keychain();
        },
        pickFile: () => Promise.resolve(this.picked),
      },
      networkDialogs: {
        confirm: (...words) => {
          this.asked.push(words.join('\n'));
          return Promise.resolve(this.agrees);
        },
        pickCaFile: () => Promise.resolve(this.pickedCaFile),
      },
      clock: { sleep: () => new Promise((resolve) => (this.endWait = resolve)) },
      confirm: (consent) => {
        this.consents.push(consent);
        return Promise.resolve(this.agrees);
      },
      now: () => this.now(),
      newId: () => 'new',
    };
  }

  get box(): FakeBox {
    return this.kit.last();
  }

  /** Types into the box on screen and presses Enter; the box that is then on screen. */
  async enter(value?: string): Promise<FakeBox> {
    const { box } = this;
    if (value !== undefined) box.type(value);
    box.enter();
    await settle();
    return this.box;
  }

  /** Takes the row with this label. */
  async pick(label: string): Promise<FakeBox> {
    this.box.focus(label);
    this.box.enterFocused();
    await settle();
    return this.box;
  }

  async back(): Promise<FakeBox> {
    this.box.back();
    await settle();
    return this.box;
  }
}
