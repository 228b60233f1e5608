import * as z from 'zod';
import { needed } from './answers';
import { entries, port, texts, time, words } from './huaweiAnswers';
import type { HuaweiAddress, HuaweiInstance, InstanceProduct } from './huaweiInstance';
import { defined } from './defined';

/** The fields on which RDS, TaurusDB, GaussDB and DDS agree. */
export const commonFields = {
  id: needed,
  name: words,
  status: words,
  type: words,
  port,
  db_user_name: words,
  vpc_id: words,
  created: time,
  datastore: z
    .object({ type: words, version: words, complete_version: words, whole_version: words })
    .catch({ type: '', version: '', complete_version: '', whole_version: '' }),
};
export type CommonAnswer = z.output<z.ZodObject<typeof commonFields>>;

/** A node as RDS and GaussDB list it. */
export const listedNodes = entries(
  z.object({
    id: needed,
    name: words,
    role: words,
    status: words,
    availability_zone: words,
  }),
);
export const toNodes = (nodes: z.output<typeof listedNodes>): HuaweiInstance['nodes'] =>
  nodes.map(({ id, name, role, status, availability_zone }) => ({
    id,
    name,
    role,
    status,
    zone: availability_zone,
    host: '',
  }));

export const addressFields = { private_ips: texts, public_ips: texts, private_dns_names: texts };

/** Addresses of one kind. */
export const addresses = (kind: HuaweiAddress['kind'], hosts: readonly string[]): HuaweiAddress[] =>
  hosts.map((host) => ({ kind, host }));

/** What the common fields say, as an instance without addresses and nodes. */
export const commonInstance = (
  product: InstanceProduct,
  region: string,
  { id, name, datastore, ...answer }: CommonAnswer,
): HuaweiInstance =>
  defined({
    product,
    region,
    id,
    name: name || id,
    status: answer.status,
    engine: datastore.type,
    version: datastore.complete_version || datastore.whole_version || datastore.version,
    shape: answer.type,
    addresses: [],
    port: answer.port,
    defaultUser: answer.db_user_name,
    nodes: [],
    related: [],
    vpc: answer.vpc_id,
    createdAt: answer.created,
    detailed: true,
  });
