/** An access key, with a security token where it is a temporary one. Never logged, never shown. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

const secrets = new WeakMap<AccessKey, readonly string[]>();

/** What of a key must never be shown. One list a key, so that how its secrets may be written is found once: `spellings`. */
export function secretsOfKey(key: AccessKey): readonly string[] {
  const known = secrets.get(key) ?? [key.accessKeySecret, key.securityToken ?? ''];
  secrets.set(key, known);
  return known;
}
