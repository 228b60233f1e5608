import type { RequestView } from '../clouds/cloudClient';
import { MASK } from '../clouds/redact';
import { secretVariable, shellWord } from './aliyunCommand';

type Command = Pick<RequestView, 'action' | 'region' | 'parameters'> &
  Partial<Pick<RequestView, 'host' | 'ownHost'>>;

/**
 * KooCLI's command for the same request: `hcloud DAS CreateInstanceConnection --cli-region=… --instance_id=…`. Lists are
 * numbered from 1, as in `--node_ids.1=…`. A masked secret becomes a variable of the shell, which stops the command
 * where it is not set: a mask must not become a password. A host of the profile's own is named.
 */
export function hcloudCommand(
  product: string,
  { action, region, parameters, host, ownHost }: Command,
): string {
  const words = ['hcloud', product.toUpperCase(), action, `--cli-region=${region}`].map(shellWord);
  if (ownHost) words.push(shellWord(`--cli-endpoint=${host}`));
  for (const [name, value] of Object.entries(parameters))
    words.push(
      value.includes(MASK)
        ? `${shellWord(`--${name}`)}=${secretVariable(name)}`
        : shellWord(`--${name}=${value}`),
    );
  return words.join(' ');
}
