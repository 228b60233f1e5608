import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../../src/clouds/clock';
import type { HuaweiCall, Outcome } from '../../../../src/clouds/cloudClient';
import { createHuaweiClient } from '../../../../src/clouds/huawei/huaweiClient';
import { createNodeTransport } from '../../../../src/clouds/nodeTransport';
import type { SampleAccessKey } from '../../../../src/sampleCloud/accessKeys';
import { CloudUnderTest } from '../signedCall';

export type Parameters = HuaweiCall['parameters'];
export type Listed = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };

const padded = (number: string): string => number.padStart(32, '0');

/** The projects of the sample that have instances. */
export const PROJECT = padded('a1');
export const PROJECTS = {
  'cn-north-4': PROJECT,
  'ap-southeast-3': padded('a2'),
  'cn-east-2': padded('a5'),
  'me-east-1': padded('a6'),
} as const;
export type Region = keyof typeof PROJECTS;

/** How each service lists its instances. */
export const LISTS = {
  rds: 'ListInstances',
  taurusdb: 'ListGaussMySqlInstances',
  gaussdb: 'ListInstances',
  dds: 'ListInstances',
  ddm: 'ListInstances',
} as const;
export type Service = keyof typeof LISTS;

/** The pair that DAS wants for each service. */
export const PAIRS = {
  rds: { engine_type: 'mysql', network_type: 'rds' },
  taurusdb: { engine_type: 'taurus', network_type: 'gaussdb' },
  gaussdb: { engine_type: 'gaussdbv5', network_type: 'gaussdb' },
  dds: { engine_type: 'mongodb', network_type: 'dds' },
  ddm: { engine_type: 'ddm', network_type: 'ddm' },
} as const;

export const LOGIN = { username: 'root', password: 'Gauss_2345', is_save_password: true };

/** The Huawei part of a sample cloud, called by the extension's own client: two implementations, each by the documents. */
export class HuaweiUnderTest extends CloudUnderTest {
  huaweiKey(note: string): SampleAccessKey {
    return this.cloud.huaweiAccessKeys.find((each) => each.note.includes(note))!;
  }

  client(note = 'full access', keys = this.huaweiKey(note), skewMs = 0) {
    return createHuaweiClient({
      profileName: 'sample',
      credentials: () => Promise.resolve(keys),
      readOnly: () => false,
      origin: (host) => Promise.resolve(this.cloud.hosts[host]!),
      transport: createNodeTransport(),
      clock: { ...systemClock, now: () => this.time + skewMs, sleep: () => Promise.resolve() },
      random: () => 0.5,
      nonce: randomUUID,
      log: () => undefined,
      language: () => 'en-us',
    });
  }

  callOf(
    product: HuaweiCall['product'],
    action: string,
    parameters: Parameters,
    region: string = 'cn-north-4',
  ): HuaweiCall {
    return { cloud: 'huawei', product, action, region, parameters, secretParameters: ['password'] };
  }

  async read<T = Readonly<Record<string, unknown>>>(
    product: HuaweiCall['product'],
    action: string,
    parameters: Parameters = {},
    region: Region = 'cn-north-4',
    note?: string,
  ): Promise<T> {
    const call = this.callOf(product, action, { project_id: PROJECTS[region], ...parameters }, region);
    return (await this.client(note).read(call)) as T;
  }

  async listed(service: Service, parameters: Parameters = {}, region?: Region): Promise<readonly Listed[]> {
    const answer = await this.read<{ instances: readonly Listed[] }>(
      service,
      LISTS[service],
      parameters,
      region,
    );
    return answer.instances;
  }

  async found(service: Service, name: string, region?: Region): Promise<Listed> {
    const found = (await this.listed(service, {}, region)).find((each) => each.name === name);
    assert.ok(found, `there is an instance ${name}`);
    return found;
  }

  async connections(parameters: Parameters = {}, note?: string) {
    const answer = await this.read<{
      das_conn_info_list: readonly Readonly<Record<string, unknown>>[];
      total_record: number;
    }>('das', 'ListConnections', parameters, 'cn-north-4', note);
    return answer.das_conn_info_list;
  }

  /** Creates a connection, as an instance of the service wants it. */
  create(
    service: Service,
    instance_id: string,
    more: Parameters = {},
    { note, region = 'cn-north-4' }: { note?: string; region?: Region } = {},
  ): Promise<Outcome> {
    const parameters = {
      project_id: PROJECTS[region],
      instance_id,
      ...PAIRS[service],
      ...LOGIN,
      ...more,
    };
    return this.client(note).write(this.callOf('das', 'CreateInstanceConnection', parameters, region));
  }

  async write(action: string, parameters: Parameters, note?: string): Promise<Outcome> {
    return this.client(note).write(this.callOf('das', action, { project_id: PROJECT, ...parameters }));
  }
}

/** The id of the connection that was made. */
export function madeBy(outcome: Outcome): string {
  assert.ok(outcome.kind === 'accepted', JSON.stringify(outcome));
  return (outcome.body as { connection_id: string }).connection_id;
}

/** Code and message of what the cloud said no to, also where the client cannot tell whether it was carried out before. */
export function refusedBy(outcome: Outcome): { readonly code: string | undefined; readonly message: string } {
  assert.ok(outcome.kind === 'refused' || outcome.kind === 'unknown', JSON.stringify(outcome));
  return { code: outcome.error.code, message: outcome.error.cloudMessage ?? '' };
}
