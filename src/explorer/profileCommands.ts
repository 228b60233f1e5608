import * as vscode from 'vscode';
import { text, type Text } from '../clouds/text';
import { changeNetwork } from '../profiles/changeNetwork';
import type { Connections } from '../profiles/connections';
import { harmless } from '../profiles/displayText';
import type { Profile } from '../profiles/profile';
import type { Identity } from '../profiles/profileCloud';
import { profileCloudOf } from '../profiles/profileClouds';
import { addProfile, editProfile, updateCredentials } from '../profiles/askProfile';
import type { ProfileFlowDeps } from '../profiles/profileFlow';
import { errorLine } from '../profiles/errorSentence';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import type { ResourceTree, RevealingView } from './resourceTree';
import { isTreeNode } from './treeNode';

export interface ProfileCommandsDeps {
  readonly host: CommandHost;
  readonly flow: Omit<ProfileFlowDeps, 'connections'> & { readonly connections: Connections };
  readonly tree: ResourceTree;
  readonly view: RevealingView;
  /** See createSampleProfiles. */
  readonly sampleProfile: () => Promise<Profile>;
}

/** The commands about cloud profiles. Without a node they offer a list of the profiles. */
export function registerProfileCommands(deps: ProfileCommandsDeps): void {
  const { host, flow } = deps;
  const onProfile = (id: string, title: string, run: (profile: Profile) => Promise<void>) =>
    registerCommand(host, id, async (node) => {
      const profile = isTreeNode(node) ? flow.profiles.get(node.profileId) : await pickProfile(deps, title);
      if (profile) await run(profile);
    });
  registerCommand(host, 'addProfile', async () => {
    const profile = await addProfile(flow);
    if (profile) await show(deps, profile);
  });
  registerCommand(host, 'exploreSampleCloud', async () => {
    const profile = await inView(deps.sampleProfile);
    await show(deps, profile);
  });
  onProfile('editProfile', host.say(text('Edit Cloud Profile')), async (profile) => {
    await editProfile(flow, profile);
  });
  onProfile('changeNetwork', host.say(text('Change Network')), (profile) => network(deps, profile));
  onProfile('updateCredentials', host.say(text('Update Credentials')), async (profile) => {
    await updateCredentials(flow, profile);
  });
  onProfile('verifyProfile', host.say(text('Verify Cloud Profile')), (profile) => verify(deps, profile));
  onProfile('removeProfile', host.say(text('Remove Cloud Profile')), (profile) => remove(deps, profile));
}

const inView = <T>(work: () => Promise<T>): Thenable<T> =>
  vscode.window.withProgress({ location: { viewId: 'clusterdeck.resources' } }, work);

async function show({ host, tree, view }: ProfileCommandsDeps, { id }: Profile): Promise<void> {
  await vscode.commands.executeCommand('clusterdeck.resources.focus');
  try {
    await tree.reveal(view, tree.model.profileNode(id), { expand: true });
  } catch (error) {
    // VS Code gives up where the tree is being filled anew meanwhile. The profile is in view all the same.
    host.log.debug(`The profile was not revealed: ${errorLine(error)}`);
  }
}

async function pickProfile({ host, flow }: ProfileCommandsDeps, title: string): Promise<Profile | undefined> {
  const profiles = flow.profiles.list();
  if (profiles.length === 0) {
    const add = host.say(text('Add Cloud Profile'));
    const message = host.say(text('There is no cloud profile yet.'));
    void vscode.window.showInformationMessage(message, add).then((chosen) => {
      if (chosen === add) void vscode.commands.executeCommand('clusterdeck.addProfile');
    });
    return undefined;
  }
  const picked = await flow.steps.pick<Profile>({
    title,
    placeholder: host.say(text('Pick a profile')),
    back: false,
    items: profiles.map((profile) => ({
      value: profile,
      key: profile.id,
      label: profile.name,
      icon: 'cloud',
      ...(profile.identity ? { description: profile.identity.accountId } : {}),
    })),
  });
  return typeof picked === 'symbol' ? undefined : picked;
}

/** Asks the cloud whose keys these are, and keeps and shows the answer. */
async function verify(
  { host, flow }: ProfileCommandsDeps,
  { id, name, cloud, site }: Profile,
): Promise<void> {
  const client = flow.connections.client(id);
  flow.connections.tryAgain(id);
  const { identity } = await inView(() => profileCloudOf(cloud).verify(client, site));
  const profile = flow.profiles.get(id);
  if (!profile) return;
  if (identity) await flow.profiles.save({ ...profile, identity: { ...identity, verifiedAt: flow.now() } });
  void vscode.window.showInformationMessage(harmless(host.say(verified(name, identity))));
}

/** The sample cloud is on this machine, so that there is no network between. */
async function network({ host: { say }, flow }: ProfileCommandsDeps, profile: Profile): Promise<void> {
  if (!profile.sample) return changeNetwork(flow, profile);
  const message = text('{profile} is on the sample cloud on this machine: there is no network to change.', {
    profile: profile.name,
  });
  void vscode.window.showInformationMessage(harmless(say(message)));
}

function verified(name: string, identity: Identity | undefined): Text {
  if (!identity) return text('The keys of {name} work. They may not ask for their account.', { name });
  const { accountId, arn, type } = identity;
  return arn === undefined
    ? text('The keys of {name} work: account {accountId}.', { name, accountId })
    : text('The keys of {name} work: account {accountId}, {type} {arn}.', {
        name,
        accountId,
        arn,
        type: type ?? '',
      });
}

async function remove(
  { host: { say }, flow }: ProfileCommandsDeps,
  { id, name, cloud, sample }: Profile,
): Promise<void> {
  const confirm = say(text('Remove'));
  const detail = sample
    ? text('Its keys are deleted from this machine. The sample cloud keeps its state.')
    : text(
        'Its keys are deleted from this machine. They stay valid at {cloud}: disable them there if nobody needs them any more.',
        { cloud: profileCloudOf(cloud).title },
      );
  const chosen = await vscode.window.showWarningMessage(
    harmless(say(text('Remove the cloud profile {name}?', { name }))),
    { modal: true, detail: say(detail) },
    confirm,
  );
  if (chosen === confirm) await flow.profiles.remove(id);
}
