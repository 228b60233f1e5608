import zlib from 'node:zlib';

/** A compressed stream is tried for no longer than this. */
const MOST_BYTES = 64 * 1024 * 1024;
/** LevelDB's log is cut into blocks of this size; each piece of a record has a header of seven bytes. */
const LOG_BLOCK = 32_768;
const PIECE_HEADER = 7;
const TABLE_MAGIC = Buffer.from('57fb808b247547db', 'hex');
/** How Chromium begins a value in IndexedDB that it compressed with Snappy. */
const SNAPPY_VALUE = Buffer.from([0xff, 0x11, 0x02]);

/**
 * The bytes of a file, and what of them is compressed or cut to pieces, as far as it goes: gzip and zlib streams
 * wherever they begin, a whole file in brotli, blocks of LevelDB tables, records of LevelDB logs, and values that
 * Chromium compressed with Snappy. Not: brotli streams within a file, and what is encrypted.
 */
export function unpacked(file: Buffer): Buffer[] {
  const parts = [file, ...tableBlocks(file), ...logPieces(file)];
  return [...parts, ...parts.flatMap((part) => [...streams(part), ...snappyValues(part)]), ...brotli(file)];
}

/** Inflated without its header: Node's own readers of gzip take nothing that has something else behind it. */
function streams(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const options = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES };
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const header = headerLength(bytes, at);
    if (header > 0) found.push(...tried(() => zlib.inflateRawSync(bytes.subarray(at + header), options)));
  }
  return found;
}

/** How long the header of a stream that begins here is (RFC 1950, RFC 1952); 0 where none begins. */
function headerLength(bytes: Buffer, at: number): number {
  const [first = 0, second = 0, third = 0, flags = 0] = bytes.subarray(at, at + 4);
  if (first === 0x78) return [0x01, 0x5e, 0x9c, 0xda].includes(second) ? 2 : 0;
  if (first !== 0x1f || second !== 0x8b || third !== 8) return 0;
  let end = at + 10;
  if (flags & 4 && end + 2 <= bytes.length) end += 2 + bytes.readUInt16LE(end);
  // A file's name, and a comment, each up to a zero.
  for (const flag of [8, 16]) if (flags & flag) end = bytes.indexOf(0, end) + 1 || bytes.length;
  return end + (flags & 2 ? 2 : 0) - at;
}

const brotli = (file: Buffer): Buffer[] =>
  tried(() => zlib.brotliDecompressSync(file, { maxOutputLength: MOST_BYTES }));

function tried(work: () => Buffer): Buffer[] {
  try {
    return [work()];
  } catch {
    return [];
  }
}

function snappyValues(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(SNAPPY_VALUE); at >= 0; at = bytes.indexOf(SNAPPY_VALUE, at + 1))
    found.push(unsnapped(bytes.subarray(at + SNAPPY_VALUE.length)));
  return found;
}

/** What a LevelDB table holds, by its two index blocks; nothing where the file is no table. */
function tableBlocks(file: Buffer): Buffer[] {
  const footer = file.length - 48;
  if (footer < 0 || !file.subarray(-8).equals(TABLE_MAGIC)) return [];
  const [, , afterMeta] = handle(file, footer);
  const [offset, size] = handle(file, afterMeta);
  return indexEntries(block(file, offset, size)).map(([from, length]) => block(file, from, length));
}

/** A block's content; the byte after it says whether it is compressed. */
function block(file: Buffer, offset: number, size: number): Buffer {
  const bytes = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unsnapped(bytes) : bytes;
}

/** Where the blocks are that an index block names. */
function indexEntries(index: Buffer): (readonly [number, number])[] {
  const restarts = index.length >= 4 ? index.readUInt32LE(index.length - 4) : 0;
  const end = index.length - 4 * (restarts + 1);
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at < end;) {
    const [, afterShared] = varint(index, at);
    const [unshared, afterUnshared] = varint(index, afterShared);
    const [length, afterLength] = varint(index, afterUnshared);
    const [offset, size] = handle(index, afterLength + unshared);
    found.push([offset, size]);
    at = afterLength + unshared + length;
  }
  return found;
}

function handle(bytes: Buffer, at: number): readonly [number, number, number] {
  const [offset, afterOffset] = varint(bytes, at);
  const [size, end] = varint(bytes, afterOffset);
  return [offset, size, end];
}

function varint(bytes: Buffer, start: number): readonly [number, number] {
  let [value, at, scale] = [0, start, 1];
  for (; at < bytes.length; scale *= 128) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return [value, at];
}

/** The records of a LevelDB log without the headers that cut them; a text could stand across one. */
function logPieces(file: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0; start < file.length; start += LOG_BLOCK) {
    const end = Math.min(start + LOG_BLOCK, file.length);
    for (let at = start; at + PIECE_HEADER < end;) {
      const [length, type = 0] = [file.readUInt16LE(at + 4), file[at + 6]];
      if (type < 1 || type > 4 || at + PIECE_HEADER + length > end) {
        if (start === 0 && at === 0) return [];
        break;
      }
      pieces.push(file.subarray(at + PIECE_HEADER, at + PIECE_HEADER + length));
      at += PIECE_HEADER + length;
    }
  }
  return [Buffer.concat(pieces)];
}

/** Decompresses Snappy, as far as the bytes make sense. */
export function unsnapped(bytes: Buffer): Buffer {
  const [wanted, start] = varint(bytes, 0);
  if (wanted > MOST_BYTES) return Buffer.alloc(0);
  const out = Buffer.alloc(wanted);
  let size = 0;
  for (let at = start; at < bytes.length && size < wanted;) {
    const tag = bytes[at++] ?? 0;
    if ((tag & 3) === 0) {
      let length = (tag >> 2) + 1;
      const extra = length - 60;
      if (extra > 0) {
        if (at + extra > bytes.length) break;
        length = bytes.readUIntLE(at, extra) + 1;
        at += extra;
      }
      size += bytes.copy(out, size, at, at + length);
      at += length;
      continue;
    }
    const width = [0, 1, 2, 4][tag & 3] ?? 0;
    if (at + width > bytes.length) break;
    const low = bytes.readUIntLE(at, width);
    const back = width === 1 ? ((tag >> 5) << 8) | low : low;
    const length = width === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    at += width;
    if (back === 0 || back > size) break;
    // Byte by byte: a copy may reach into what it writes.
    for (let n = 0; n < length && size < wanted; n += 1, size += 1) out[size] = out[size - back] ?? 0;
  }
  return out.subarray(0, size);
}
