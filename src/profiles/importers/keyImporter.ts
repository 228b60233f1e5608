import { text, type Text } from '../../clouds/text';
import type { CloudId } from '../../inventory/target';
import type { FoundKeys } from './foundKeys';

/** Where people can take keys over from that they have already. */
export interface KeyImporter {
  /** Whose files and variables are read. */
  readonly machine: Text;
  /** Reads what is there now. */
  find(cloud: CloudId): Promise<readonly FoundKeys[]>;
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
  if (!isRemoteWindow) return text('Files and variables of this machine ({host}) were read', { host });
  return runsThere
    ? text('Files and variables of the remote host {host} were read', { host })
    : text('Files and variables of this machine ({host}) were read, none of the remote host', { host });
}
