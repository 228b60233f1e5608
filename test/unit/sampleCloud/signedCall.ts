import { createHash, createHmac, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SampleAccessKey } from '../../../src/sampleCloud/accessKeys';
import {
  type SampleCloudHandle,
  type SampleCloudOptions,
  startSampleCloud,
} from '../../../src/sampleCloud/sampleCloud';

/** A sample cloud for one test, and a clock that only the test moves. */
export class CloudUnderTest {
  static readonly START = Date.UTC(2026, 0, 15, 8, 30, 0);
  readonly stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'sample-cloud-'));
  time = CloudUnderTest.START;
  private running: SampleCloudHandle | undefined;

  async start(options: Partial<SampleCloudOptions> = {}): Promise<SampleCloudHandle> {
    this.running = await startSampleCloud({
      stateDir: this.stateDir,
      speed: 1,
      clock: { now: () => this.time },
      ...options,
    });
    return this.running;
  }

  get cloud(): SampleCloudHandle {
    if (!this.running) throw new Error('The sample cloud has not been started.');
    return this.running;
  }

  async end(): Promise<void> {
    await this.running?.stop();
    this.time = CloudUnderTest.START;
    fs.rmSync(this.stateDir, { recursive: true, force: true });
  }

  key(note: string): SampleAccessKey {
    const key = this.cloud.accessKeys.find((k) => k.note.includes(note));
    if (!key) throw new Error(`No key with the note ${note}.`);
    return key;
  }

  /** One call of polardb (or another host's product), signed by the rules of ACS3-HMAC-SHA256. */
  async call<T = Record<string, unknown>>(
    action: string,
    params: Readonly<Record<string, string | number | boolean>> = {},
    how: CallOptions = {},
  ): Promise<Answer<T>> {
    const url = this.cloud.hosts[how.host ?? 'polardb.aliyuncs.com'] ?? '';
    const query = canonicalQuery(params);
    const method = how.method ?? 'POST';
    const key = how.key ?? this.key('full access');
    const headers: Record<string, string> = {
      host: new URL(url).host,
      'x-acs-action': action,
      'x-acs-version': how.version ?? versionOf(how.host),
      'x-acs-date': how.date ?? new Date(this.time).toISOString().replace(/\.\d+Z/, 'Z'),
      'x-acs-signature-nonce': how.nonce ?? randomUUID(),
      'x-acs-content-sha256': how.bodyHash ?? sha256(how.body ?? ''),
      ...(key.securityToken === undefined ? {} : { 'x-acs-security-token': key.securityToken }),
      ...how.headers,
    };
    for (const name of how.without ?? []) Reflect.deleteProperty(headers, name);
    const names = Object.keys(headers).sort();
    const canonical = [
      method,
      '/',
      query,
      names.map((name) => `${name}:${headers[name] ?? ''}\n`).join(''),
      names.join(';'),
      headers['x-acs-content-sha256'] ?? '',
    ].join('\n');
    const stringToSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
    const signature = createHmac('sha256', key.accessKeySecret).update(stringToSign).digest('hex');
    const response = await fetch(`${url}/?${query}`, {
      method,
      headers: {
        ...headers,
        ...how.unsigned,
        authorization: `ACS3-HMAC-SHA256 Credential=${key.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
      },
      ...(how.body === undefined ? {} : { body: how.body }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as T };
  }

  /** What a refused call is refused with, as `status code`; `200` where it is not refused. */
  async refusal(...args: Parameters<CloudUnderTest['call']>): Promise<string> {
    const { status, body } = await this.call(...args);
    return status === 200 ? '200' : `${status} ${String(body['Code'])}`;
  }

  /** Reads a stored cluster's attribute answer by its description. */
  async cluster(description: string, region = 'cn-hangzhou', host = centralHost(region)): Promise<Attribute> {
    const list = await this.call<ClusterList>(
      'DescribeDBClusters',
      { RegionId: region, DBClusterDescription: description },
      { host },
    );
    const id = list.body.Items.DBCluster[0]?.DBClusterId;
    if (id === undefined) throw new Error(`No cluster ${description} in ${region}.`);
    return await this.attribute(id, host);
  }

  /** The SelectDB instances of a region as their list has them. */
  async instances(RegionId: string): Promise<readonly { DBInstanceId: string; Description: string }[]> {
    const how = { host: selectdbHost(RegionId) };
    const { body } = await this.call<{ Items: { DBInstanceId: string; Description: string }[] }>(
      'DescribeDBInstances',
      { RegionId },
      how,
    );
    return body.Items;
  }

  /** Reads a SelectDB instance's attribute answer by its description. */
  async instance(description: string, RegionId = 'cn-hangzhou'): Promise<Instance> {
    const found = (await this.instances(RegionId)).find((each) => each.Description.includes(description));
    if (!found) throw new Error(`No instance ${description} in ${RegionId}.`);
    const { DBInstanceId } = found;
    const how = { host: selectdbHost(RegionId) };
    return (await this.call<Instance>('DescribeDBInstanceAttribute', { RegionId, DBInstanceId }, how)).body;
  }

  async attribute(id: string, host = 'polardb.aliyuncs.com'): Promise<Attribute> {
    return (await this.call<Attribute>('DescribeDBClusterAttribute', { DBClusterId: id }, { host })).body;
  }
}

/** The version that the product of a host is called with. */
export const versionOf = (host = 'polardb'): string =>
  host.startsWith('selectdb') ? '2023-05-22' : host.startsWith('sts') ? '2015-04-01' : '2017-08-01';

export interface CallOptions {
  readonly host?: string;
  readonly version?: string;
  readonly method?: string;
  readonly key?: SampleAccessKey;
  readonly date?: string;
  readonly nonce?: string;
  readonly body?: string;
  readonly bodyHash?: string;
  /** Signed headers besides the usual. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that are sent but not signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface ClusterList {
  readonly Items: {
    readonly DBCluster: readonly {
      readonly DBClusterId: string;
      readonly DBClusterDescription: string;
      readonly [field: string]: unknown;
    }[];
  };
  readonly TotalRecordCount: number;
  readonly PageRecordCount: number;
  readonly PageNumber: number;
}

export interface Attribute {
  readonly DBClusterId: string;
  readonly DBClusterStatus: string;
  readonly ZoneIds: string;
  readonly DBNodes: readonly {
    readonly DBNodeId: string;
    readonly DBNodeRole: string;
    readonly DBNodeStatus: string;
    readonly ZoneId: string;
    readonly SubCluster?: string;
    readonly FailoverPriority: number;
    readonly ImciSwitch: string;
  }[];
}

export interface Instance {
  readonly DBInstanceId: string;
  readonly RegionId: string;
  readonly Status: string;
  readonly DBClusterList: readonly {
    readonly DbClusterId: string;
    readonly DbClusterName: string;
    readonly Status: string;
    readonly ClusterBinding: string;
  }[];
  readonly FEClusterList: readonly { readonly DbClusterId: string }[];
  readonly VirtualClusterList: readonly { readonly DbClusterId: string }[];
}

export const backendOf = ({ DBClusterList }: Instance, name: string) =>
  DBClusterList.find(({ DbClusterName }) => DbClusterName === name)!;
export const selectdbHost = (region: string): string =>
  region === 'cn-hangzhou' ? 'selectdb.aliyuncs.com' : `selectdb.${region}.aliyuncs.com`;

export const writerOf = (cluster: Attribute) => cluster.DBNodes.find((n) => n.DBNodeRole === 'Writer')!;
export const readersOf = (cluster: Attribute) => cluster.DBNodes.filter((n) => n.DBNodeRole === 'Reader');

const centralHost = (region: string): string =>
  ['cn-hangzhou', 'cn-beijing', 'cn-shanghai'].includes(region)
    ? 'polardb.aliyuncs.com'
    : `polardb.${region}.aliyuncs.com`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const canonicalQuery = (params: Readonly<Record<string, string | number | boolean>>): string =>
  Object.keys(params)
    .sort()
    .map((name) => `${encode(name)}=${encode(String(params[name]))}`)
    .join('&');
