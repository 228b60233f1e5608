import type { ProductReader } from '../inventory/estate';
import { isOf } from '../inventory/target';
import type { Profile } from '../profiles/profile';
import type { FlowParts } from './flowHost';
import type { Source } from './resourceSource';

/** The products of the profiles' own clouds, profile by profile. */
export const sourcesOf = (
  readers: readonly ProductReader[],
  profiles: readonly Profile[],
  connections: Pick<FlowParts['connections'], 'estate' | 'tryAgain'>,
): readonly Source[] =>
  profiles.flatMap((profile) =>
    readers
      .filter(({ product }) => isOf(profile.cloud, product))
      .map((reader) => ({
        profile,
        reader,
        estate: connections.estate(profile.id, reader.product),
        tryAgain: () => {
          connections.tryAgain(profile.id);
        },
      })),
  );
