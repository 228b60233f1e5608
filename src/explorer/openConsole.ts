import * as vscode from 'vscode';
import { text } from '../clouds/text';
import type { ClusterAddress } from '../inventory/polardbCluster';
import type { Profile } from '../profiles/profile';
import type { Say } from '../profiles/say';
import { clusterConsoleUrl } from './consoleUrl';

/** Opens a cluster's page in the vendor's console. The sample cloud has none, and says so. */
export async function openConsole(
  say: Say,
  profile: Pick<Profile, 'sample'> | undefined,
  address: ClusterAddress,
): Promise<void> {
  if (profile?.sample) {
    const said = say(text('The sample cloud has no console: it runs on this machine only.'));
    void vscode.window.showInformationMessage(said);
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(clusterConsoleUrl(address), true));
}
