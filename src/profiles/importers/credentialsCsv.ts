import { text } from '../../clouds/text';
import { foundKeys, unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import type { KeyFile } from './keyFile';

const FIELDS = { id: 'Access Key Id', secret: 'Secret Access Key', token: '' };
/** The console's files hold one key or two. */
const MOST_ROWS = 20;
/** Far longer than a row of the console's. */
const MOST_CHARACTERS = 4096;

/** The keys in a credentials.csv that Huawei Cloud's console gave when they were made (facts: huawei 6). */
export function credentialsCsvKeys(where: string, file: KeyFile): readonly FoundKeys[] {
  const origin: KeyOrigin = { source: text('credentials.csv'), where, cloud: 'huawei', name: '' };
  if (file.kind === 'unreadable') return [unusableKeys(origin, file.problem)];
  if (file.kind === 'missing') return [unusableKeys(origin, text('It is no longer there. Pick it again.'))];
  const [heading, ...rows] = file.text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_ROWS + 1)
    .map((line) => cellsOf(line.slice(0, MOST_CHARACTERS)));
  const column = (name: string) => heading?.findIndex((cell) => bare(cell) === bare(name)) ?? -1;
  const [id, secret, user] = [column(FIELDS.id), column(FIELDS.secret), column('User Name')];
  if (id < 0 || secret < 0)
    return [
      unusableKeys(origin, text('No columns Access Key Id and Secret Access Key. Is it the console’s file?')),
    ];
  if (rows.length === 0) return [unusableKeys(origin, text('It holds no key. Is it the console’s file?'))];
  return rows.map((cells) =>
    foundKeys({ ...origin, name: cells[user] ?? '' }, FIELDS, { id: cells[id], secret: cells[secret] }),
  );
}

const bare = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_]/g, '');

/** Spreadsheets quote cells, double quotes within them, and separate with semicolons in some countries. */
function cellsOf(line: string): readonly string[] {
  const cells = line.matchAll(/(?:^|[,;\t])(?:\s*"((?:[^"]|"")*)"\s*(?=[,;\t]|$)|([^,;\t]*))/g);
  return [...cells].map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim());
}
