import * as vscode from 'vscode';
import { text } from '../clouds/text';
import { holderOf, productOf, type Target } from '../inventory/target';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import { viewOf } from './productViews';

/** Opens the page of a resource, or of what holds it, in the vendor's console. The sample cloud has none, and says so. */
export async function openConsole(
  say: Say,
  profile: Pick<Profile, 'sample' | 'site'> | undefined,
  target: Target,
): Promise<void> {
  if (profile?.sample) {
    const said = say(text('The sample cloud has no console: it runs on this machine only.'));
    void vscode.window.showInformationMessage(said);
    return;
  }
  const url = viewOf(productOf(target.kind)).consoleUrl(holderOf(target), profile?.site);
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}
