import fs from 'node:fs';

/** The socket of the session bus; undefined where it has none that is known here. */
export function busPath({
  DBUS_SESSION_BUS_ADDRESS,
  XDG_RUNTIME_DIR,
}: NodeJS.ProcessEnv): string | undefined {
  const address = DBUS_SESSION_BUS_ADDRESS ?? '';
  if (address === '') return XDG_RUNTIME_DIR === undefined ? undefined : `${XDG_RUNTIME_DIR}/bus`;
  const [, kind, value = ''] = /(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]*)/.exec(address) ?? [];
  if (kind === undefined) return undefined;
  const path = value.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return kind === 'abstract' ? `\0${path}` : path;
}

/** Whether a session bus may be there. An abstract socket, or an address of another kind, is known only once tried. */
export function mayHaveBus(env: NodeJS.ProcessEnv): boolean {
  const path = busPath(env);
  if (path === undefined) return (env['DBUS_SESSION_BUS_ADDRESS'] ?? '') !== '';
  return path.startsWith('\0') || fs.existsSync(path);
}
