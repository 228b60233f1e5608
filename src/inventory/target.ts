/** The products that hold resources, each a branch under the profiles of its cloud, in the order shown. */
export const PRODUCTS = {
  alibaba: ['polardb', 'polardbZonal', 'selectdb'],
  huawei: ['rds', 'taurusdb', 'gaussdb', 'dds', 'ddm', 'das'],
} as const;
export type CloudId = keyof typeof PRODUCTS;
export type ProductId = (typeof PRODUCTS)[CloudId][number];

export const cloudOf = (product: ProductId): CloudId => (isOf('huawei', product) ? 'huawei' : 'alibaba');

export const isOf = (cloud: CloudId, product: ProductId): boolean =>
  (PRODUCTS[cloud] as readonly ProductId[]).includes(product);

/** The kinds of resource an operation can be started on: the product, then what of it. */
export const RESOURCE_KINDS = [
  'polardb.cluster',
  'polardb.scheduledTask',
  'polardbZonal.cluster',
  'polardbZonal.account',
  'selectdb.instance',
  'selectdb.cluster',
  'rds.instance',
  'taurusdb.instance',
  'gaussdb.instance',
  'dds.instance',
  'ddm.instance',
  'das.connection',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** What an operation is done to. */
export interface Target {
  readonly kind: ResourceKind;
  /** A region id; on Huawei Cloud the name of a project, which begins with one: `cn-north-4`, `cn-north-4_team`. */
  readonly region: string;
  readonly id: string;
  /** The name people gave it. */
  readonly name: string;
  /** The listed resource that holds it, where it is a part of one: the cluster of an account. */
  readonly within?: { readonly id: string; readonly name: string } | undefined;
}

/** The product of a kind of resource. */
export const productOf = (kind: ResourceKind): ProductId => kind.split('.')[0] as ProductId;

/** A target's name for people: of a part also what holds it, as two clusters may each have an account of that name. */
export const nameWithHolder = ({ name, within }: Pick<Target, 'name' | 'within'>): string =>
  within ? `${name} · ${within.name}` : name;

/** A target's id for people: of a part also what holds it, without which an account's name says little. */
export const withHolder = ({ id, within }: Pick<Target, 'id' | 'within'>): string =>
  within ? `${id} · ${within.name} · ${within.id}` : id;

/** The listed resource that a target is, or is a part of. */
export const holderOf = ({
  region,
  id,
  within,
}: Pick<Target, 'region' | 'id' | 'within'>): { readonly region: string; readonly id: string } => ({
  region,
  id: within?.id ?? id,
});
