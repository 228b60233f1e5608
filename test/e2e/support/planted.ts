import fs from 'node:fs';
import path from 'node:path';

/** The files below a folder that hold a text, as it is or in base64, in UTF-8 or UTF-16. */
export function filesHolding(folder: string, text: string): string[] {
  const spellings = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(Buffer.from(text).toString('base64').replace(/=+$/, '')),
    Buffer.from(encodeURIComponent(text)),
  ];
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(folder, name);
    if (!fs.statSync(file).isFile()) return false;
    const content = fs.readFileSync(file);
    return spellings.some((spelling) => content.includes(spelling));
  });
}
