import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AccessKey } from '../../../../src/clouds/accessKey';
import { plain } from '../../../../src/clouds/text';
import { isRecipe, type StoredKeys } from '../../../../src/profiles/keys/keyRecipe';
import { isUsable, type FoundKeys } from '../../../../src/profiles/importers/foundKeys';
import type { KeyMachine } from '../../../../src/profiles/importers/keyMachine';

/** 2026-11-22 18:00 in UTC. */
export const NOW = Date.UTC(2026, 10, 22, 18);

/** A machine with a real home folder of its own and clocks eight hours ahead. */
export class KeyBench {
  readonly home = fs.mkdtempSync(path.join(os.tmpdir(), 'clusterdeck-keys-'));
  readonly env: Record<string, string> = {};

  get machine(): KeyMachine {
    return {
      files: fs.promises,
      env: this.env,
      home: this.home,
      now: () => NOW,
      zone: { offsetMinutes: () => 480 },
    };
  }

  /** A machine whose operating system refuses to open files so. */
  refusing(code: string): KeyMachine {
    const open = () => Promise.reject(Object.assign(new Error(`${code}: what-stands-there`), { code }));
    return { ...this.machine, files: { open } };
  }

  write(file: string, content: string | Uint8Array): string {
    const whole = path.join(this.home, file);
    fs.mkdirSync(path.dirname(whole), { recursive: true });
    fs.writeFileSync(whole, content);
    return whole;
  }

  remove(): void {
    fs.rmSync(this.home, { recursive: true, force: true });
  }
}

/** What a person would read of each: name, masked id, region, account, whether it can be used, why not or what to know. */
export const shown = (found: readonly FoundKeys[]): string[] =>
  found.map((keys) =>
    [
      keys.name,
      keys.keyId ?? '-',
      keys.region ?? '-',
      keys.account ?? '-',
      isUsable(keys) ? 'usable' : plain(keys.problem),
      keys.note ? plain(keys.note) : '',
    ].join(' | '),
  );

/** The key of an entry that is one itself. */
export const taken = (keys: FoundKeys | undefined): AccessKey => {
  const stored = takenAny(keys);
  assert.ok(!isRecipe(stored), 'this is a key itself');
  return stored;
};

/** How the keys of an entry are got, where they are got. */
export const takenAny = (keys: FoundKeys | undefined): StoredKeys => {
  assert.ok(keys && isUsable(keys), 'these keys can be used');
  return keys.take();
};

/** The only one found, as `shown`. */
export function only(found: readonly FoundKeys[]): string {
  assert.equal(found.length, 1);
  return shown(found)[0] ?? '';
}

/** That none of these texts can be read off the entries, in whatever way they are written out. */
export function tellsNothing(found: readonly FoundKeys[], ...secrets: readonly string[]): void {
  const written = [
    JSON.stringify(found),
    ...found.flatMap((keys) => Object.values(keys).map(String)),
    ...found.flatMap((keys) => (isUsable(keys) ? [] : [plain(keys.problem)])),
  ].join('\n');
  for (const secret of secrets) assert.ok(!written.includes(secret), `${secret} is told`);
}
