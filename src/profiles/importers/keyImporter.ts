import { text, type Text } from '../../clouds/text';
import type { CloudId } from '../../inventory/target';
import type { FoundKeys } from './foundKeys';
import type { KeychainKeys } from './keychain';

/** Where people can take keys over from that they have already. */
export interface KeyImporter {
  /** Whose files, variables and keychain are read. */
  readonly machine: Text;
  /** Reads what is there now. */
  find(cloud: CloudId): Promise<readonly FoundKeys[]>;
  /** The same of the operating system's keychain, which may ask the person first. Never rejects. */
  findInKeychain(cloud: CloudId, signal: AbortSignal): Promise<KeychainKeys>;
  /** The keys in a file that the person picks; undefined where they pick none. */
  pickFile(): Promise<readonly FoundKeys[] | undefined>;
}

export interface Place {
  /** Whether the window works on another machine than the one in front of the person. */
  readonly isRemoteWindow: boolean;
  /** Whether the extension runs on that other machine. */
  readonly runsThere: boolean;
  readonly host: string;
}

/** Says whose files are read: in a remote window the extension may run on either side. */
export function machineRead({ isRemoteWindow, runsThere, host }: Place): Text {
  if (!isRemoteWindow)
    return text('Files, variables and keychain of this machine ({host}) are read', { host });
  return runsThere
    ? text('Files, variables and keychain of the remote host {host} are read', { host })
    : text('Files, variables and keychain of this machine ({host}) are read, none of the remote host', {
        host,
      });
}
