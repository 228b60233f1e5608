import crypto from 'node:crypto';

const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * Who may talk to the server: whoever reaches it runs code as this user. Refused are pages of other sites
 * (Origin), names rebound to this machine (Host), and everyone without the connection token, which comes
 * once as `?tkn=` and from then on as the cookie that VS Code's server sets.
 * @param {string} token
 * @returns {(request: import('node:http').IncomingMessage) => boolean}
 */
export function makeGate(token) {
  const wanted = digest(token);
  const isToken = (value) => value !== undefined && crypto.timingSafeEqual(digest(value), wanted);
  return (request) => {
    const host = String(request.headers.host);
    if (!LOOPBACK.includes(host.replace(/:\d+$/, ''))) return false;
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) return false;
    const query = new URL(request.url, 'http://x').searchParams.get('tkn') ?? undefined;
    return isToken(query) || isToken(cookie(request, 'vscode-tkn'));
  };
}

const digest = (value) => crypto.createHash('sha256').update(value).digest();

function cookie(request, name) {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}
