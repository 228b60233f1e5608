import type { RequestView } from '../clouds/cloudClient';
import { text, type Text } from '../clouds/text';
import { isOf, type ProductId } from '../inventory/target';
import type { Run } from '../runs/run';
import { aliyunCommand } from './aliyunCommand';
import { hcloudCommand } from './hcloudCommand';

/** The vendors' own command line tools. */
export type Tool = 'aliyun' | 'hcloud';

/** The tool of the cloud that a product is of. */
export const toolOf = (product: string): Tool => (isOf('huawei', product as ProductId) ? 'hcloud' : 'aliyun');

export const copyCommandLabel = (tool: Tool): Text =>
  tool === 'hcloud' ? text('Copy as hcloud Command') : text('Copy as aliyun Command');

/** The command for the same request; parameters named in `without` are left out. */
export const cliCommand = (
  product: string,
  request: Pick<RequestView, 'action' | 'region' | 'parameters' | 'version' | 'host' | 'ownHost'>,
  without: readonly string[] = [],
): string =>
  toolOf(product) === 'hcloud' ? hcloudCommand(product, request) : aliyunCommand(product, request, without);

/** The runs of earlier versions have no product; an operation's id began with it. */
export const productOfRun = ({ request, operation }: Pick<Run, 'request' | 'operation'>): string =>
  request.product ?? operation.slice(0, operation.indexOf('.'));
