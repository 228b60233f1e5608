import { X509Certificate } from 'node:crypto';
import fs from 'node:fs/promises';
import { TransportError } from '../transport';

const MOST_BYTES = 4 * 1024 * 1024;
const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** What keeps a CA file from being used. Anything else is the system's own code, as ENOENT. */
export type CaFileProblem = 'CaFileTooBig' | 'CaFileNotPem' | 'CaFileBroken' | 'CaFileExpired';

/**
 * The certificates of a file, in PEM. Rejects with TransportError `caFile` where it cannot be read, is longer than 4 MiB,
 * holds none, holds one that is none, or holds only such as have expired. Nothing was sent then.
 * @param now milliseconds since the epoch
 */
export async function readCaFile(path: string, now: number): Promise<readonly string[]> {
  const pems = (await textOf(path)).match(PEM) ?? [];
  if (pems.length === 0) throw problem('CaFileNotPem');
  let valid = 0;
  for (const pem of pems) if (Date.parse(certificateOf(pem).validTo) > now) valid += 1;
  if (valid === 0) throw problem('CaFileExpired');
  return pems;
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await fs.stat(path);
    if (size <= MOST_BYTES) return await fs.readFile(path, 'latin1');
  } catch (error) {
    throw problem((error as NodeJS.ErrnoException).code ?? 'unknown');
  }
  throw problem('CaFileTooBig');
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw problem('CaFileBroken');
  }
}

const problem = (code: CaFileProblem | (string & {})): TransportError =>
  new TransportError('caFile', false, `the CA file cannot be used (${code})`, code);
