import { text } from '../clouds/text';
import type { DasConnection } from '../inventory/dasConnection';
import type { DasParts } from '../inventory/dasReader';
import { connectionView } from './connectionView';
import { huaweiConsole } from './huaweiConsole';
import type { ProductView } from './productView';

/** DAS: the connections of a project. */
export const dasView: ProductView<DasConnection, DasParts> = {
  product: 'das',
  resource: (connection, run, say) => connectionView(connection, 'inProject', run, say),
  members: () => [],
  notRead: () => text('Not read'),
  consoleUrl: ({ region }, site) => huaweiConsole('das', region, site),
};
