import path from 'node:path';
import { text } from '../clouds/text';
import { proxyAddress } from '../clouds/profileNetwork';
import { oneLine } from '../profiles/displayText';
import type { Profile } from '../profiles/profile';
import { profileCloudOf } from '../profiles/profileClouds';
import { listed, type Say } from '../profiles/say';
import { dotted, lines, type ItemView } from './itemView';
import type { KeyWords } from './keysInTree';

const ICONS = { normal: 'cloud', production: 'shield', 'read-only': 'lock' } as const;

/**
 * A profile as root of the tree. Its safety is in words as well as in the icon. `needsKeys`: see keysProblem; `keys`:
 * where they are renewed.
 */
export function profileView(profile: Profile, say: Say, needsKeys = false, keys?: KeyWords): ItemView {
  const safety = safetyWord(profile, say);
  const sample = profile.sample ? say(text('sample')) : undefined;
  const trouble = needsKeys ? say(text('credentials needed')) : undefined;
  const label = oneLine(profile.name);
  const { identity } = profile;
  const site = profileCloudOf(profile.cloud).sites.find(({ id }) => id === profile.site);
  return {
    label,
    // What is unusual first: a narrow side bar cuts the end off.
    description: dotted(trouble, safety, sample, keys?.brief),
    icon: { name: profile.sample && profile.safety === 'normal' ? 'beaker' : ICONS[profile.safety] },
    contextValue: `profile.${profile.safety}${profile.sample ? '.sample' : ''}`,
    children: 'open',
    spoken: listed(
      [say(text('Cloud profile {name}', { name: label })), trouble, safety, sample, keys?.brief],
      say,
    ),
    tooltip: () =>
      lines(
        label,
        [say(text('Cloud')), cloudWords(profile, say)],
        [say(text('Site')), site && say(site.label)],
        [say(text('Account')), identity?.accountId],
        [say(text('Identity')), identity?.arn && oneLine(identity.arn)],
        ...(keys?.tooltip ?? []),
        [say(text('Regions')), String(profile.regions.length)],
        ...networkLines(profile, say),
        [say(text('Safety')), safety ?? say(text('normal'))],
        [say(text('Change ticket')), ticketWord(profile, say)],
      ),
  };
}

/** What differs from VS Code's own network. */
function networkLines({ network }: Profile, say: Say): readonly (readonly [string, string | undefined])[] {
  const { proxy, caFile, hosts = {} } = network ?? {};
  const names = Object.entries(hosts).map(([product, host]) => `${product} ${host}`);
  return [
    [say(text('Proxy')), proxy && proxyAddress(proxy)],
    [say(text('CA file')), caFile && oneLine(path.basename(caFile))],
    [say(text('Hosts')), listed(names, say)],
  ];
}

function cloudWords({ cloud, sample }: Profile, say: Say): string {
  const { title } = profileCloudOf(cloud);
  return sample ? say(text('{cloud}, the sample on this machine', { cloud: title })) : say(title);
}

function safetyWord({ safety }: Profile, say: Say): string | undefined {
  if (safety === 'production') return say(text('production'));
  return safety === 'read-only' ? say(text('read-only')) : undefined;
}

function ticketWord({ changeTicket }: Profile, say: Say): string | undefined {
  if (changeTicket === 'required') return say(text('required'));
  return changeTicket === 'optional' ? say(text('optional')) : undefined;
}
