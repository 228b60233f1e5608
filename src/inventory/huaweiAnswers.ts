import * as z from 'zod';
import type { HuaweiCall } from '../clouds/cloudClient';
import { commaList, count, optional } from './answers';

/** A read of Huawei Cloud. The client adds the id of the project that `region` names. */
export const huaweiCall = (
  product: HuaweiCall['product'],
  action: string,
  region: string,
  parameters: HuaweiCall['parameters'],
): HuaweiCall => ({ cloud: 'huawei', product, action, region, parameters });

/** A text; empty where the service leaves it out. */
export const words = optional.transform((value) => value ?? '');

/** Texts, none of them empty: as a list, or in one text with commas, as some services write public addresses. */
export const texts = z
  .union([z.array(optional), z.string().transform(commaList)])
  .catch([])
  .transform((list) => list.flatMap((each) => each ?? []));

/** A port, which some services write as a text; 0 stands for none yet. */
export const port = count.transform((value) =>
  value !== undefined && value >= 1 && value <= 65_535 ? value : undefined,
);

/** Those entries of a list that can be read: one node less is better than no instance. */
export const entries = <S extends z.ZodType>(entry: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.flatMap((each): z.output<S>[] => {
        const parsed = entry.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** Milliseconds since the epoch, as a number or as digits. */
export const epoch = z
  .union([
    z.number().int().positive(),
    z
      .string()
      .regex(/^\d{12,14}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

const DATED = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?(Z|UTC|[+-]\d\d:?\d\d)$/;

/**
 * A time as the services write them, each in its own way: `2025-11-03T02:33:49+0000`, `2021-01-15 01:46:40 UTC`.
 * Milliseconds since the epoch; the service's own text where it names no zone or is no time.
 */
export const time = optional.transform((value): number | string | undefined => {
  const [, day = '', clock = '', zone = ''] = DATED.exec(value ?? '') ?? [];
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const at = Date.parse(`${day}T${clock}${offset}`);
  return Number.isNaN(at) ? value : at;
});
