import type { ResponseTree } from '../catalogue';
import { BadField } from './checkFields';
import { PROJECTS } from './projects';
import { boolean, integer, matches, page, text } from './requestFields';
import type { HuaweiContext, ServedOperations } from './servedOperation';

function listProjects({ identity, fields }: HuaweiContext) {
  const { page: number, per_page: size } = fields;
  if ((number === undefined) !== (size === undefined)) throw new BadField('page');
  const all = PROJECTS.filter(
    (each) =>
      each.domain_id === identity.domainId &&
      matches(fields['name'], each.name) &&
      matches(fields['parent_id'], each.parent_id) &&
      matches(fields['domain_id'], each.domain_id) &&
      (fields['enabled'] ?? each.enabled) === each.enabled &&
      (fields['is_domain'] ?? each.is_domain) === each.is_domain,
  );
  const offset = number === undefined ? 0 : (Number(number) - 1) * Number(size);
  return {
    projects: page(all, { offset, limit: size }, 5000),
    links: { self: 'https://iam.myhuaweicloud.com/v3/projects' },
  };
}

/** Those of the caller's own. The documents ask for no permission. */
const listAuthProjects = ({ identity }: HuaweiContext) => ({
  projects: PROJECTS.filter(({ domain_id, enabled }) => domain_id === identity.domainId && enabled),
  links: { self: 'https://iam.myhuaweicloud.com/v3/auth/projects' },
});

const RESPONSE: ResponseTree = {
  projects: [
    'object[]',
    {
      id: 'string',
      name: 'string',
      domain_id: 'string',
      parent_id: 'string',
      enabled: 'boolean',
      is_domain: 'boolean',
      description: 'string',
    },
  ],
  links: ['object', { self: 'string' }],
};

/** Identity and Access Management. */
export const IAM: ServedOperations = {
  KeystoneListProjects: {
    method: 'GET',
    path: /^\/v3\/projects$/,
    fields: {
      domain_id: text,
      name: text,
      parent_id: text,
      enabled: boolean,
      is_domain: boolean,
      page: integer(1),
      per_page: integer(1, 5000),
    },
    response: RESPONSE,
    run: listProjects,
  },
  KeystoneListAuthProjects: {
    method: 'GET',
    path: /^\/v3\/auth\/projects$/,
    fields: {},
    response: RESPONSE,
    run: listAuthProjects,
  },
};
