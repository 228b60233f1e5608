import { like, matches, page, string } from './requestFields';
import type { DatabaseService, HuaweiContext } from './servedOperation';
import type { HuaweiInstance } from './huaweiInstance';

/**
 * A list of a database service: the filters that RDS, TaurusDB, GaussDB and DDS have alike, and what each has besides.
 * 100 instances where nothing says how many, and none but those of the project.
 */
export const listInstances =
  (
    services: readonly DatabaseService[],
    fits: (instance: HuaweiInstance, context: HuaweiContext) => boolean,
  ) =>
  (context: HuaweiContext) => {
    const { state, ids, fields } = context;
    const found = state
      .instances(ids['project_id'] ?? '', ...services)
      .filter(
        (each) =>
          like(fields, 'id', each.id) &&
          like(fields, 'name', each.name) &&
          matches(fields['datastore_type'], datastoreType(each)) &&
          matches(fields['vpc_id'], each['vpc_id']) &&
          matches(fields['subnet_id'], each['subnet_id']) &&
          tagged(string(fields['tags']), each['tags']) &&
          fits(each, context),
      );
    return { instances: page(found, fields, 100), total_count: found.length };
  };

export const datastoreType = ({ datastore }: HuaweiInstance): string => string(datastore?.['type']);

/** The filter is `key:value,key:value`, and all of them have to be there. */
function tagged(filter: string, tags: unknown): boolean {
  const own = Array.isArray(tags)
    ? (tags as readonly { readonly key?: string; readonly value?: string }[])
    : [];
  return filter
    .split(',')
    .filter((pair) => pair !== '')
    .every((pair) => own.some(({ key = '', value = '' }) => pair === `${key}:${value}`));
}
