export interface Session {
  /** For what is to run in it. */
  env: NodeJS.ProcessEnv & { DBUS_SESSION_BUS_ADDRESS: string };
  stop(): Promise<void>;
}

export interface Keyring extends Session {
  lock(): Promise<void>;
  hang(): void;
  wake(): void;
  shell(command: string, input: string): Promise<string>;
}

export declare function ensureKeyring(): Promise<void>;
export declare function startBus(folder: string): Promise<Session>;
export declare function startKeyring(folder: string): Promise<Keyring>;
