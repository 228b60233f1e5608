import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  buildFor,
  loadNative,
  loadProblem,
  readProblem,
  thisSystem,
} from '../../../../src/profiles/keychain/nativeKeychain';

describe('the native module of the keychain', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-native-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const whyNot = () => {
    try {
      loadNative(folder, thisSystem());
    } catch (error) {
      return loadProblem(error);
    }
    return undefined;
  };

  it('is the one for the system', () => {
    const build = (platform: string, arch: string, isMusl = false) => buildFor({ platform, arch, isMusl });
    assert.equal(build('linux', 'x64'), 'linux-x64');
    assert.equal(build('linux', 'x64', true), 'linuxmusl-x64');
    assert.equal(build('linux', 'arm'), 'linux-armv7l');
    assert.equal(build('darwin', 'arm64'), 'darwin-arm64');
    assert.equal(build('win32', 'x64'), 'win32-x64');
  });

  it('says why it cannot be loaded', () => {
    assert.equal(whyNot(), 'noBuild');
    const file = path.join(folder, buildFor(thisSystem()), 'keytar.node');
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, 'no module');
    assert.equal(whyNot(), 'notLoaded');
    const missing = 'libsecret-1.so.0: cannot open shared object file: No such file or directory';
    assert.equal(
      loadProblem(Object.assign(new Error(missing), { code: 'ERR_DLOPEN_FAILED' })),
      'noLibsecret',
    );
  });

  it('says why it cannot read', () => {
    assert.equal(readProblem('Cannot autolaunch D-Bus without X11 $DISPLAY'), 'noBus');
    assert.equal(readProblem('Could not connect: No such file or directory'), 'noBus');
    assert.equal(
      readProblem('The name org.freedesktop.secrets was not provided by any .service files'),
      'noService',
    );
    assert.equal(readProblem('Timeout was reached'), 'timedOut');
    assert.equal(readProblem('User interaction is not allowed.'), 'refused');
  });
});
