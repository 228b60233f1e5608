import path from 'node:path';
import { isHost } from '../clouds/profileNetwork';
import { text, type Text } from '../clouds/text';

const USER_MOST = 128;
const PASSWORD_MOST = 256;
const PATH_MOST = 1024;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** As it is stored. */
export const tidyHost = (value: string): string => value.trim().toLowerCase();

/** Why this cannot stand in place of a public host; empty is the public one. */
export function hostProblem(value: string, product: string): Text | undefined {
  const host = tidyHost(value);
  if (host === '' || isHost(host)) return undefined;
  if (host.startsWith('http://'))
    return text('Host of {product}: leave http:// out. Requests always go over https.', { product });
  if (host.includes('/') || host.includes('@'))
    return text('Host of {product}: only the name, without https:// and without a path.', { product });
  return text('Host of {product}: a plain name like api.cloud.example, with a port or without.', { product });
}

/** As it is stored: the origin, without a slash at its end. */
export const tidyProxy = (value: string): string => (value.trim() === '' ? '' : new URL(value.trim()).origin);

/** Why this cannot be a proxy's address; empty is none. */
export function proxyProblem(value: string): Text | undefined {
  const address = value.trim();
  if (address === '') return undefined;
  if (!/^https?:\/\//i.test(address))
    return text('Proxy: an address that begins with http:// or https://, as http://proxy.example:3128.');
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return text('Proxy: not an address like http://proxy.example:3128.');
  if (url.username !== '' || url.password !== '' || address.includes('@'))
    return text('Proxy: leave user name and password out of the address; they are asked for next.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return text('Proxy: only host and port, without a path.');
  return undefined;
}

/** Why this cannot be a proxy's user; empty is none. A colon would end the name. */
export function proxyUserProblem(value: string): Text | undefined {
  const user = value.trim();
  if (CONTROL.test(user) || user.includes(':'))
    return text('Proxy user: a colon, line breaks and other control characters cannot stand in it.');
  return tooLong(text('Proxy user'), user, USER_MOST);
}

export function proxyPasswordProblem(value: string): Text | undefined {
  if (CONTROL.test(value))
    return text('Proxy password: line breaks and other control characters cannot stand in it.');
  return tooLong(text('Proxy password'), value, PASSWORD_MOST);
}

/** Why this cannot be the path of a CA file; empty is none. */
export function caFileProblem(value: string): Text | undefined {
  const file = value.trim();
  if (file === '') return undefined;
  if (CONTROL.test(file) || !path.isAbsolute(file))
    return text('CA file: the whole path, as {example}.', {
      example: path.sep === '\\' ? 'C:\\certificates\\ca.pem' : '/etc/ssl/corp-ca.pem',
    });
  return tooLong(text('CA file'), file, PATH_MOST);
}

function tooLong(field: Text, { length }: string, most: number): Text | undefined {
  return length > most
    ? text('{field}: at most {most} characters; this has {length}.', { field, most, length })
    : undefined;
}
