import { regionOfProject } from '../clouds/huawei/projects';
import type { ProductId } from '../inventory/target';
import type { Profile } from '../profiles/profile';

/** The consoles of the three sites, whose accounts are apart. Not verified with an account: Europe's. */
const CONSOLES: Readonly<Record<NonNullable<Profile['site']>, string>> = {
  china: 'https://console.huaweicloud.com',
  international: 'https://console-intl.huaweicloud.com',
  europe: 'https://console.eu.huaweicloud.com',
};

/** What the consoles call the products in their addresses. Not verified with an account. */
const PATHS: Readonly<Partial<Record<ProductId, string>>> = { taurusdb: 'gaussdb', gaussdb: 'opengauss' };

/** A product's page in the console, in the region of a project. Which page an instance has is not documented. */
export const huaweiConsole = (
  product: ProductId,
  project: string,
  site: Profile['site'] = 'international',
): string =>
  `${CONSOLES[site]}/${PATHS[product] ?? product}/?region=${encodeURIComponent(regionOfProject(project))}`;
