import type * as z from 'zod';
import { text } from '../../clouds/text';
import { unusableKeys, type FoundKeys, type KeyOrigin } from './foundKeys';
import { parseIniFile } from './iniFile';
import { parseJsonFile } from './jsonFile';
import { readKeyFile } from './keyFile';
import type { HomeFile, KeyMachine } from './keyMachine';

/** Reads a file of keys: none where it is not there, and one that says why where it cannot be read. */
export async function keysInFile(
  { files }: Pick<KeyMachine, 'files'>,
  { path, shown }: HomeFile,
  tool: Pick<KeyOrigin, 'source' | 'cloud'>,
  read: (content: string, origin: KeyOrigin) => readonly FoundKeys[],
): Promise<readonly FoundKeys[]> {
  const origin = { ...tool, where: shown, name: '' };
  const file = await readKeyFile(files, path);
  if (file.kind === 'missing') return [];
  return file.kind === 'text' ? read(file.text, origin) : [unusableKeys(origin, file.problem)];
}

/** The sections of an INI file, one entry each, and one more for a line that is no part of one. */
export function keysInIni(
  content: string,
  origin: KeyOrigin,
  keysOf: (values: ReadonlyMap<string, string>, origin: KeyOrigin) => FoundKeys,
): readonly FoundKeys[] {
  const { sections, brokenLine: line } = parseIniFile(content);
  const entries = [...sections].map(([name, values]) => keysOf(values, { ...origin, name }));
  if (line === undefined) return entries;
  const problem = text('Line {line} is neither a section nor a setting. Repair it, then try again.', {
    line,
  });
  return [...entries, unusableKeys(origin, problem)];
}

interface CliConfig<P> {
  readonly current?: string | undefined;
  readonly profiles: readonly P[];
}

/** The profiles of a command line's JSON file, one entry each, the current one first. */
export function keysInJson<P extends { readonly name?: string | undefined }, C extends CliConfig<P>>(
  content: string,
  origin: KeyOrigin,
  schema: z.ZodType<C>,
  keysOf: (profile: P, origin: KeyOrigin, config: C) => FoundKeys,
): readonly FoundKeys[] {
  const json = parseJsonFile(content);
  if ('problem' in json) return [unusableKeys(origin, json.problem)];
  const config = schema.safeParse(json.value).data;
  if (!config)
    return [
      unusableKeys(
        origin,
        text('It is not what {tool} writes, so nothing was taken from it.', { tool: origin.source.text }),
      ),
    ];
  const isCurrent = ({ name }: P) => name !== undefined && name === config.current;
  const sorted = [...config.profiles].sort((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)));
  return sorted.map((profile) => keysOf(profile, { ...origin, name: profile.name ?? '' }, config));
}
