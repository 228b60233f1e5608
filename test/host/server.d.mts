export declare const projectRoot: string;

export interface ServerOptions {
  /** A folder of its own; it is made. */
  data: string;
  host?: 'newest' | 'oldest';
  port?: number;
  token?: string;
  env?: NodeJS.ProcessEnv;
  log?: string;
  extension?: string;
  tests?: string;
  userData?: string;
  extensions?: string;
  settings?: Record<string, unknown>;
  /** Of extensions; VS Code's own words stay English. */
  language?: string;
}

export interface Server {
  /** With the connection token. */
  url: string;
  port: number;
  token: string;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

export declare function startServer(options: ServerOptions): Promise<Server>;
export declare function windowUrl(url: string, folder?: string): string;
