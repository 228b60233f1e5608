import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { filesHolding } from './support/planted';

describe('the search for secrets', () => {
  it('finds a text in every form it may have on disk', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-planted-'));
    const secret = 'abc/Secret+0123456789=';
    const around = (text: string) => `before ${text} after`;
    const forms: Record<string, Buffer | string> = {
      plain: around(secret),
      url: around(encodeURIComponent(secret)),
      'url twice': around(encodeURIComponent(encodeURIComponent(secret))),
      'base64 0': Buffer.from(`...${secret}..`).toString('base64'),
      'base64 1': Buffer.from(`.${secret}..`).toString('base64'),
      'base64 2': Buffer.from(`..${secret}`).toString('base64url'),
      utf16: Buffer.from(around(secret), 'utf16le'),
      'utf16 big': Buffer.from(around(secret), 'utf16le').swap16(),
      'base64 utf16': Buffer.from(around(secret), 'utf16le').toString('base64'),
      gzip: Buffer.concat([Buffer.from('head'), zlib.gzipSync(around(secret)), Buffer.from('tail')]),
      zlib: Buffer.concat([Buffer.from('head'), zlib.deflateSync(around(secret))]),
      brotli: zlib.brotliCompressSync(around(secret)),
      // Chromium's mark, the length, two pieces, and fifteen letters again from twenty-two before.
      snappy: Buffer.from([
        0xff,
        0x11,
        2,
        37,
        ...piece('ret+0123456789='),
        ...piece('abc/Sec'),
        14 * 4 + 2,
        22,
        0,
      ]),
      'leveldb log': logOf('x'.repeat(32_740) + around(secret)),
    };
    for (const [name, form] of Object.entries(forms)) fs.writeFileSync(path.join(folder, name), form);
    fs.writeFileSync(path.join(folder, 'another'), around(secret.slice(0, -3)));
    assert.deepEqual(filesHolding(folder, secret).sort(), Object.keys(forms).sort());
    fs.rmSync(folder, { recursive: true });
  });
});

/** Text as it stands in Snappy. */
const piece = (text: string): number[] => [(text.length - 1) * 4, ...Buffer.from(text)];

/** A log of LevelDB with one record, cut where its blocks end. */
function logOf(record: string): Buffer {
  const pieces: Buffer[] = [];
  for (let left = Buffer.from(record); left.length > 0; left = left.subarray(32_761)) {
    const piece = left.subarray(0, 32_761);
    const header = Buffer.alloc(7);
    header.writeUInt16LE(piece.length, 4);
    header[6] = pieces.length === 0 ? 2 : 4;
    pieces.push(header, piece);
  }
  return Buffer.concat(pieces);
}
