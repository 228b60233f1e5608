import fs from 'node:fs';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY_BYTES = 46;

/** The names of the files in a zip file, as its central directory has them (APPNOTE 4.3.12). */
export function filesInZip(file: string): string[] {
  const bytes = fs.readFileSync(file);
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    names.push(bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name));
    at += ENTRY_BYTES + name + extra + comment;
  }
  return names.filter((each) => !each.endsWith('/'));
}
