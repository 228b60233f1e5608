// Reads one entry of the operating system's keychain and prints what came of it, in a process of its own: a keyring
// that hangs can be left, and neither its crash nor the end of its session bus ends the extension host.
//   node keychain.js ACCOUNT
import path from 'node:path';
import { isLocked } from './secretService';
import { MOST_CHARACTERS, SERVICE, type KeychainAnswer } from './keychainAnswer';
import { loadNative, loadProblem, readProblem, thisSystem, type NativeKeychain } from './nativeKeychain';

async function read(account: string): Promise<KeychainAnswer> {
  const system = thisSystem();
  let native: NativeKeychain;
  try {
    native = loadNative(path.join(__dirname, 'prebuilds'), system);
  } catch (error) {
    return { kind: loadProblem(error), said: saidBy(error) };
  }
  try {
    const content = await native.getPassword(SERVICE, account);
    if (content !== null)
      return content.length > MOST_CHARACTERS ? { kind: 'tooBig' } : { kind: 'entry', content };
    // libsecret says the same of an entry that is not there and of one that stayed locked.
    return {
      kind: system.platform === 'linux' && (await isLocked(process.env, account)) ? 'locked' : 'none',
    };
  } catch (error) {
    const said = saidBy(error);
    return { kind: readProblem(said), said };
  }
}

const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

void read(process.argv[2] ?? '').then((answer) => process.stdout.write(JSON.stringify(answer)));
