import { CloudError } from './cloudError';
import { text } from './text';

const REGION = /^[a-z0-9-]+$/;

/** Whether this can be a region id, and so may become part of a host name. */
export const isRegionId = (region: string): boolean => REGION.test(region) && region.length <= 64;

/** Throws CloudError for what cannot be a region id; `example` is one that can. */
export function checkRegionId(region: string, example: string): void {
  if (isRegionId(region)) return;
  throw new CloudError({
    kind: 'network',
    code: 'InvalidRegion',
    explanation: text('“{region}” is not a region id, so nothing was sent.', {
      region: region.slice(0, 64),
    }),
    advice: text('Region ids look like {example}: lower-case letters, digits and dashes.', { example }),
  });
}
