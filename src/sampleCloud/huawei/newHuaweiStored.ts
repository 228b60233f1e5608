import { generatedHuaweiEstate } from './generatedHuaweiEstate';
import type { HuaweiStored } from './huaweiState';
import { smallHuaweiEstate } from './smallHuaweiEstate';

/** Huawei Cloud's part of a new estate: `small`, `empty`, or how many instances to generate. */
export function newHuaweiStored(estate: 'small' | 'empty' | number, now: number): HuaweiStored {
  const filled =
    estate === 'small'
      ? smallHuaweiEstate(now)
      : { instances: estate === 'empty' ? [] : generatedHuaweiEstate(estate), connections: [] };
  return { ...filled, hidesNew: false, failures: {} };
}
