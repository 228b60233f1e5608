import fs from 'node:fs';

/** A nonce is remembered for as long as a date that it came with can be valid. */
const KEPT_MS = 30 * 60_000;

/** The nonces used up, kept in a file that only grows while the process lives, so that a request stays cheap. */
export class NonceLog {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly file: string,
    now: number,
  ) {
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
    for (const line of lines) {
      const at = Number(line.slice(0, line.indexOf(' ')));
      if (at > now - KEPT_MS) this.used.set(line.slice(line.indexOf(' ') + 1), at);
    }
    fs.writeFileSync(file, [...this.used].map(([nonce, at]) => `${at} ${nonce}\n`).join(''), { mode: 0o600 });
  }

  /** False where the nonce has been used before. */
  use(nonce: string, now: number): boolean {
    const key = JSON.stringify(nonce);
    if ((this.used.get(key) ?? -Infinity) > now - KEPT_MS) return false;
    this.used.set(key, now);
    fs.appendFileSync(this.file, `${now} ${key}\n`);
    return true;
  }
}
