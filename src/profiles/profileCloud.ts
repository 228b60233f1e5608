import type { CloudClient } from '../clouds/cloudClient';
import type { Text } from '../clouds/text';
import type { CloudId } from '../inventory/target';
import type { KnownRegion } from './knownRegions';
import type { Profile } from './profile';
import type { Say } from './say';

export type Site = NonNullable<Profile['site']>;
export type Identity = Omit<NonNullable<Profile['identity']>, 'verifiedAt'>;

/** A host of a cloud that a profile may have another one for. */
export interface CloudHost {
  /** As calls name it. */
  readonly product: string;
  readonly title: string;
  /** What one looks like in a private cloud. */
  readonly example: string;
}

/** The regions to choose from. */
export interface RegionOffer {
  readonly regions: readonly KnownRegion[];
  /** Why the cloud did not list its own, so that these are only the known ones. */
  readonly why?: unknown;
}

/** What a cloud says to keys that it accepts. */
export interface Verified {
  /** None where the keys work but may not ask whose they are. */
  readonly identity?: Identity;
  /** Where the same answer tells. */
  readonly offer?: RegionOffer;
}

/** What one cloud has of its own in a profile: its words, its rules, its ways to verify keys and to list regions. */
export interface ProfileCloud {
  readonly id: CloudId;
  readonly title: Text;
  /** What of it can be seen and done. */
  readonly detail: Text;
  /** With accounts, keys and hosts of their own; none where the keys alone tell. */
  readonly sites: readonly { readonly id: Site; readonly label: Text; readonly detail: Text }[];
  /** All that are called. */
  readonly hosts: readonly CloudHost[];
  readonly prompts: {
    readonly accessKeyId: Text;
    readonly accessKeySecret: Text;
    readonly keepSecret: Text;
    readonly regions: Text;
  };
  readonly keyPlaceholder: string;
  /** The file that the console gives with a new key, where keys can be read from it. */
  readonly keyFile?: Text;
  /** Why this cannot be one; undefined where it can. */
  readonly accessKeyIdProblem: (value: string) => Text | undefined;
  readonly secretProblem: (value: string) => Text | undefined;
  readonly securityTokenProblem: (value: string, accessKeyId: string) => Text | undefined;
  readonly regionsProblem: (regions: readonly string[]) => Text | undefined;
  /** Rejects with CloudError where the cloud does not accept the keys. */
  readonly verify: (client: CloudClient, site: Site | undefined, signal?: AbortSignal) => Promise<Verified>;
  /** Rejects with CloudError. */
  readonly listRegions: (
    client: CloudClient,
    site: Site | undefined,
    signal?: AbortSignal,
  ) => Promise<RegionOffer>;
  /** What to choose from where the cloud does not list its regions, and whether all are chosen at first. */
  readonly knownRegions: (site: Site | undefined) => {
    readonly regions: readonly KnownRegion[];
    readonly chosen: boolean;
  };
  /** Above the known regions: why these. */
  readonly heading: (why: unknown, say: Say) => string;
  /** A region's name for people, where it has one. */
  readonly regionName: (region: string, say: Say) => string | undefined;
  /** Said of a region that was chosen before and is not listed, which then is not chosen; chosen where undefined. */
  readonly unlisted?: Text;
}
