import fs from 'node:fs';
import { join } from 'node:path';
import { unpacked } from './unpack';

/** The files below a folder that hold a text in whatever form: see `spellings` and `unpacked`. */
export const filesHolding = (folder: string, text: string): string[] =>
  filesHoldingEach(folder, { text }).text;

/** The same for several texts by their names, every file unpacked once. */
export function filesHoldingEach<Name extends string>(
  folder: string,
  texts: Readonly<Record<Name, string>>,
): Record<Name, string[]> {
  const names = Object.keys(texts) as Name[];
  const wanted = names.map((name) => ({ spelled: spellings(texts[name]), files: [] as string[] }));
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file);
    // Sockets of processes that are gone are no files.
    if (!fs.lstatSync(path).isFile()) continue;
    const parts = unpacked(fs.readFileSync(path));
    for (const { spelled, files } of wanted)
      if (parts.some((bytes) => spelled.some((each) => bytes.includes(each)))) files.push(file);
  }
  return Object.fromEntries(names.map((name, index) => [name, wanted[index]?.files])) as Record<
    Name,
    string[]
  >;
}

/**
 * How a text may be written: as it is, URL-encoded once and twice, in hexadecimal digits, in both kinds of base64
 * wherever it begins in a longer text, each of them in UTF-8 and in both kinds of UTF-16, and base64 of its UTF-16.
 */
export function spellings(text: string): Buffer[] {
  const encoded = encodeURIComponent(text);
  const [utf8, utf16] = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const texts = [text, encoded, encodeURIComponent(encoded), utf8.toString('hex')].concat(
    [utf8, utf16].flatMap((bytes) => [0, 1, 2].flatMap((before) => base64Inside(bytes, before))),
  );
  return [...new Set(texts)].flatMap((each) => [
    Buffer.from(each),
    Buffer.from(each, 'utf16le'),
    Buffer.from(each, 'utf16le').swap16(),
  ]);
}

/** The characters of base64 that these bytes alone decide, where so many bytes stand before them. */
function base64Inside(bytes: Buffer, before: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]);
  const from = Math.ceil((before * 8) / 6);
  const to = Math.floor((whole.length * 8) / 6);
  return (['base64', 'base64url'] as const).map((kind) => whole.toString(kind).slice(from, to));
}
