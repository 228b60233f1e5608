import polardb from './catalog/polardb.json';
import selectdb from './catalog/selectdb.json';
import sts from './catalog/sts.json';
import vpc from './catalog/vpc.json';

/** A documented request parameter; `fields` are those of a repeated group such as Tag.N.Key. */
export interface CatalogueParam {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly enum?: readonly string[];
  readonly fields?: readonly CatalogueParam[];
}

/** A documented type: `string`, `int32`, ... or `['object' | 'object[]', fields]`. */
export type ResponseType = string | readonly [string, ResponseTree];
export interface ResponseTree {
  readonly [field: string]: ResponseType;
}

export interface CatalogueOperation {
  readonly access: string;
  readonly params: readonly CatalogueParam[];
  readonly response: ResponseTree;
}

export interface CatalogueProduct {
  readonly product: string;
  readonly version: string;
  readonly operations: Readonly<Record<string, CatalogueOperation>>;
}

// JSON has no tuples, so the compiler cannot see that these files have the shape above; a test walks them.
/** What the sample cloud serves, from the vendor's published interface definitions. */
export const CATALOGUE = { polardb, selectdb, sts, vpc } as unknown as Readonly<
  Record<Product, CatalogueProduct>
>;

export type Product = 'polardb' | 'selectdb' | 'sts' | 'vpc';
