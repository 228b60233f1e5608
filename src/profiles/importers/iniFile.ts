export interface IniFile {
  /** By their names, in the order of the file; those of one name are one. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The first line that is neither a section nor a setting, from 1. */
  readonly brokenLine?: number;
}

/** Reads an INI file as the vendors' SDKs do: `[section]`, `key = value` or `key: value`, `#` and `;` begin comments. */
export function parseIniFile(content: string): IniFile {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let brokenLine: number | undefined;
  for (const [index, raw] of content.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim();
    if (line === '' || /^[#;]/.test(line)) continue;
    const name = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    const setting = /^([^=:]+)[=:](.*)$/.exec(line);
    if (name !== undefined) {
      section = sections.get(name) ?? new Map<string, string>();
      sections.set(name, section);
    } else if (setting && section) {
      const [, key = '', value = ''] = setting;
      section.set(key.trim().toLowerCase(), unquoted(value.trim()));
    } else brokenLine ??= index + 1;
  }
  return { sections, ...(brokenLine === undefined ? {} : { brokenLine }) };
}

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
