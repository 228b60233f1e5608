import { TransportError } from './transport';

/**
 * The address of a request. Plain http is for the sample cloud on this machine: any other use of it throws
 * TransportError, and nothing was sent.
 */
export function allowedUrl(url: string): URL {
  const parsed = new URL(url);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  if (parsed.protocol === 'https:' || (parsed.protocol === 'http:' && loopback)) return parsed;
  throw new TransportError('other', false, `refused to call ${parsed.protocol}//${parsed.host}: not https`);
}
