import * as z from 'zod';
import type { CloudClient } from '../clouds/cloudClient';
import { readAs } from './answers';

/** The engines that DAS serves in a region, by the kind of network that they are in. */
export interface SupportedEngines {
  readonly engines: readonly string[];
  readonly byNetwork: Readonly<Record<string, readonly string[]>>;
}

const texts = z.array(z.string()).catch([]);
const answer = z.object({
  supported_engine_types: texts,
  supported_net_work_types: z.array(z.object({ net_work: z.string(), engine_types: texts })).catch([]),
});

/** What DAS serves in the region of a project. Rejects with CloudError. */
export async function readSupportedEngines(
  client: CloudClient,
  region: string,
  signal?: AbortSignal,
): Promise<SupportedEngines> {
  const { supported_engine_types: engines, supported_net_work_types: networks } = await readAs(
    client,
    { cloud: 'huawei', product: 'das', action: 'ShowSupportedEngines', region, parameters: {} },
    answer,
    signal,
  );
  return {
    engines,
    byNetwork: Object.fromEntries(networks.map((each) => [each.net_work, each.engine_types])),
  };
}
