import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock as clock } from './clouds/clock';
import { createNodeTransport } from './clouds/nodeTransport';
import { registerFilterCommands } from './explorer/filterCommands';
import { findResource } from './explorer/findResource';
import { KeysInTree } from './explorer/keysInTree';
import { registerOperationCommands } from './explorer/operationCommands';
import { Pins } from './explorer/pins';
import { registerProfileCommands } from './explorer/profileCommands';
import { registerResourceCommands } from './explorer/resourceCommands';
import { createResourceView, ResourceTree } from './explorer/resourceTree';
import { profileNodeId } from './explorer/treeNode';
import { RunsInTree } from './explorer/runsInTree';
import { openConsole } from './explorer/openConsole';
import { OperationFlow } from './flow/operationFlow';
import { RequestDocuments, vscodeDialogs } from './flow/vscodeFlowHost';
import { operationById, operations } from './operations/index';
import { Connections } from './profiles/connections';
import { createSampleProfiles } from './profiles/exploreSampleCloud';
import { nodeKeyMachine as keyMachine } from './profiles/keys/nodeKeyMachine';
import { MultiStep } from './profiles/multiStep';
import { lazyOwnTransport } from './profiles/lazyOwnTransport';
import { ProfileFiles } from './profiles/profileFiles';
import { ProfileStore } from './profiles/profileStore';
import { registerCommand } from './profiles/registerCommand';
import { SafetyPolicy } from './profiles/safetyPolicy';
import { SampleCloudProcess } from './profiles/sampleCloudProcess';
import { vscodeConfirm as confirm } from './profiles/vscodeConfirm';
import { vscodeKeyImporter } from './profiles/vscodeKeyImporter';
import { vscodeNetworkDialogs } from './profiles/vscodeNetworkDialogs';
import { vscodeStepKit as kit } from './profiles/vscodeStepKit';
import { RequestLog } from './results/requestLog';
import { RunCommands } from './results/runCommands';
import { RunPanels } from './results/runPanels';
import { RunStatus } from './results/runStatus';
import { vscodeTranslate as say } from './results/vscodeTranslate';
import { Journal } from './runs/journal';
import { RunService } from './runs/runService';

let closing: RunService | undefined;

/** Builds the parts and hands them to each other. No network and no secret is read here. */
export function activate(context: vscode.ExtensionContext): void {
  const keep = <T extends vscode.Disposable>(part: T): T => (context.subscriptions.push(part), part);
  const storage = context.globalStorageUri.fsPath;
  const log = keep(vscode.window.createOutputChannel('ClusterDeck', { log: true }));
  const requests = new RequestLog(log);
  const steps = new MultiStep(kit);
  const time = { clock, random: Math.random };

  const records = keep(new ProfileFiles(path.join(storage, 'profiles'), (problem) => log.warn(problem)));
  const profiles = keep(
    new ProfileStore({
      records,
      secrets: context.secrets,
      secretsAreLate: vscode.env.uiKind === vscode.UIKind.Web,
      report: (problem) => log.warn(say(problem)),
    }),
  );
  const sampleCloud = new SampleCloudProcess({
    script: context.asAbsolutePath(path.join('dist', 'sampleCloud.js')),
    stateDir: process.env.CLUSTERDECK_SAMPLE_CLOUD_STATE ?? path.join(storage, 'sampleCloud'),
    clock,
  });
  const safetyPolicy = new SafetyPolicy({ files: fs.promises, env: process.env, home: keyMachine.home });
  const connections = keep(
    new Connections({
      profiles,
      sampleCloud,
      transport: createNodeTransport(),
      ownTransport: lazyOwnTransport(context.asAbsolutePath(path.join('dist', 'undici.js'))),
      keyMachine,
      ruling: (call) => safetyPolicy.ruling(call),
      ...time,
      nonce: randomUUID,
      log: (entry) => requests.write(entry),
      language: () => (/^zh/i.test(vscode.env.language) ? 'zh-cn' : 'en-us'),
    }),
  );
  const runs = new RunService({
    journal: new Journal(path.join(storage, 'runs')),
    ...time,
    newId: randomUUID,
    owner: randomUUID(),
    operation: operationById,
    connect: (profileId) => connections.client(profileId),
    report: (problem) => log.error(problem),
  });
  closing = runs;
  const loaded = runs.recover().catch((error: unknown) => log.error(`Reading the journal: ${String(error)}`));
  const known = { runs, operation: operationById };
  const { activeRun, onDidChangeRun } = keep(new RunsInTree({ ...known, connections, clock, say }));
  const keys = keep(new KeysInTree({ connections, clock, say }));
  const pins = keep(new Pins(context.globalState));
  const tree = keep(
    new ResourceTree({ pins, profiles, connections, onDidChangeRun, activeRun, keys, say, now: Date.now }),
  );
  const view = keep(createResourceView(tree));
  const documents = keep(new RequestDocuments());
  const panels = keep(
    new RunPanels({
      extensionUri: context.extensionUri,
      ...known,
      loaded,
      translate: say,
      clock,
      actions: {
        startAgain: async ({ profile, target }, id, form, inverseOf) => {
          const operation = operationById(id);
          if (operation) await flow.start(operation, { profileId: profile.id, target }, { form, inverseOf });
        },
        showText: (name, content) => documents.showText(name, content),
        updateCredentials: ({ profile: { id } }) => updateCredentials(id),
        openConsole: ({ profile, target }) => openConsole(say, profiles.get(profile.id), target),
      },
    }),
  );
  const openRun = (id: string) => panels.open(id);
  const updateCredentials = async (profileId: string): Promise<void> =>
    vscode.commands.executeCommand('clusterdeck.updateCredentials', tree.model.profileNode(profileId));
  const clearFilter = async (): Promise<void> => vscode.commands.executeCommand('clusterdeck.clearFilter');
  const addProfile = () => void vscode.commands.executeCommand('clusterdeck.addProfile');
  const screen = { kit, dialogs: vscodeDialogs, editor: documents, translate: say };
  const asking = { openRun, addProfile, updateCredentials };
  const flow = new OperationFlow({ ...screen, clock, runs, profiles, connections, ...asking });

  const host = { say, log };
  const runCommands = new RunCommands({ runs, steps, translate: say, open: openRun });
  const importer = vscodeKeyImporter(context.extension, say);
  const networkDialogs = vscodeNetworkDialogs(say);
  const own = { profiles, connections, importer, networkDialogs, confirm };
  const profileFlow = { steps, say, ...own, clock, now: Date.now, newId: randomUUID };
  const sampleProfile = createSampleProfiles({ ...profileFlow, sampleCloud });
  context.subscriptions.push(
    new RunStatus({ ...known, say, badge: (badge) => (view.badge = badge) }),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && profiles.check()),
    profiles.onDidChange(({ id }) => {
      if (!profiles.get(id))
        pins.forget(`${profileNodeId(id)}/`).catch((error: unknown) => log.warn(`Pins: ${String(error)}`));
    }),
    profiles.onDidChange(({ id, credentials }) => credentials && runs.profileChanged(id)),
    ...registerProfileCommands({ host, flow: profileFlow, tree, view, sampleProfile }),
    ...registerResourceCommands({ host, tree, view, steps, profiles, pins }),
    registerCommand(host, 'findResource', () =>
      findResource({ steps, say, profiles, connections, tree, view, addProfile, clearFilter }),
    ),
    ...registerFilterCommands({ host, tree, view }),
    registerCommand(host, 'openRun', (id) => runCommands.openRun(id)),
    registerCommand(host, 'stopWatching', (id) => runCommands.stopWatching(id)),
    registerCommand(host, 'showLog', () => log.show()),
    ...registerOperationCommands(host, operations, flow, tree),
  );

  if (process.env.CLUSTERDECK_START === 'sample')
    void vscode.commands.executeCommand('clusterdeck.exploreSampleCloud');
}

/** Hands open runs over, so that the next window need not wait for their leases. */
export async function deactivate(): Promise<void> {
  await closing?.dispose();
}
