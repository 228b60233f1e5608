import * as z from 'zod';
import { isHost, isProxyUrl } from '../clouds/profileNetwork';

/** A cloud profile's public part, a file (see ProfileFiles). Its secrets are in SecretStorage, one JSON text a profile. */
export const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  cloud: z.enum(['alibaba', 'huawei']),
  /** Huawei Cloud's: each site has accounts, a console and hosts of its own. */
  site: z.enum(['china', 'international', 'europe']).optional(),
  /** Region ids, in the order of the tree; on Huawei Cloud names of projects, which begin with one. */
  regions: z.array(z.string()),
  safety: z.enum(['normal', 'production', 'read-only']),
  /** Whether each operation is asked for a change ticket in its review; unset where not. */
  changeTicket: z.enum(['optional', 'required']).optional(),
  /** One more each time its keys are stored, so that all windows see that they are others now. */
  keysVersion: z.number().optional(),
  /** Talks to the built-in sample cloud instead of the real one. */
  sample: z.boolean(),
  /** How the cloud is reached where VS Code's own network does not do. Its proxy's password is with the secrets. */
  network: z
    .object({
      hosts: z.record(z.string(), z.string().refine(isHost)).optional(),
      caFile: z.string().optional(),
      proxy: z.object({ url: z.string().refine(isProxyUrl), user: z.string().optional() }).optional(),
    })
    .optional(),
  /** Who the keys belong to, as far as the cloud said when they were last verified: Huawei Cloud names the account. */
  identity: z
    .object({
      accountId: z.string(),
      arn: z.string().optional(),
      type: z.string().optional(),
      verifiedAt: z.number(),
    })
    .optional(),
});
export type Profile = z.infer<typeof profileSchema>;
export type Safety = Profile['safety'];
