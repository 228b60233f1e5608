import * as vscode from 'vscode';

/** What the user sets under `http.`; undefined puts a setting back to its default. */
export type HttpSettings = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Writes into the User settings and waits until the extension host sees it. */
async function set(name: string, value: HttpSettings[string]): Promise<void> {
  const http = () => vscode.workspace.getConfiguration('http');
  const there = () => JSON.stringify(http().inspect(name)?.globalValue) === JSON.stringify(value);
  const seen = new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeConfiguration(() => {
      if (!there()) return;
      listener.dispose();
      resolve();
    });
  });
  if (there()) return;
  await http().update(name, value, vscode.ConfigurationTarget.Global);
  if (!there()) await seen;
}

/** Sets these, and returns what puts all of them back to what they were. */
export async function changeHttpSettings(settings: HttpSettings): Promise<() => Promise<void>> {
  const http = vscode.workspace.getConfiguration('http');
  const before = Object.keys(settings).map(
    (name) => [name, http.inspect(name)?.globalValue as HttpSettings[string]] as const,
  );
  for (const [name, value] of Object.entries(settings)) await set(name, value);
  return async () => {
    for (const [name, value] of before) await set(name, value);
  };
}

/** Acts with these settings, and puts them back. */
export async function withHttpSettings(settings: HttpSettings, act: () => Promise<void>): Promise<void> {
  const putBack = await changeHttpSettings(settings);
  try {
    await act();
  } finally {
    await putBack();
  }
}
