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
import { ResourceTree } from './explorer/resourceTree';
import { profileNodeId, type TreeNode } from './explorer/treeNode';
import { RunsInTree } from './explorer/runsInTree';
import { openConsole } from './explorer/openConsole';
import { OperationFlow } from './flow/operationFlow';
import { RecentResources } from './flow/recentResources';
import { RequestDocuments, vscodeDialogs } from './flow/vscodeFlowHost';
import { operationById, operations } from './operations/index';
import { Connections } from './profiles/connections';
import { createSampleProfiles } from './profiles/exploreSampleCloud';
import { nodeKeyMachine as keyMachine } from './profiles/keys/nodeKeyMachine';
import { MultiStep } from './profiles/multiStep';
import { lazyOwnTransport } from './profiles/lazyOwnTransport';
import { ProfileFiles } from './profiles/profileFiles';
import { profileLastTrees } from './profiles/profileLastTrees';
import { ProfileStore } from './profiles/profileStore';
import { type CommandTable, registerCommand } from './profiles/registerCommand';
import { SafetyPolicy } from './profiles/safetyPolicy';
import { SampleCloudProcess } from './profiles/sampleCloudProcess';
import { vscodeConfirm as confirm } from './profiles/vscodeConfirm';
import { vscodeKeyImporter } from './profiles/vscodeKeyImporter';
import { vscodeNetworkDialogs } from './profiles/vscodeNetworkDialogs';
import { vscodeStepKit as kit } from './profiles/vscodeStepKit';
import type { HistoryNode, HistoryTree } from './results/history/historyTree';
import { registerHistory } from './results/history/registerHistory';
import { RequestLog } from './results/requestLog';
import { RunPanels } from './results/runPanels';
import { RunStatus } from './results/runStatus';
import { vscodeTranslate as say } from './results/vscodeTranslate';
import { Journal } from './runs/journal';
import { journalFolder } from './runs/journalNames';
import { RunService } from './runs/runService';

/** The views that VS Code knows of already. */
export interface Views {
  readonly resourcesView: vscode.TreeView<TreeNode>;
  readonly historyView: vscode.TreeView<HistoryNode>;
}

/** What VS Code reaches through the views, the commands and the run panels. */
export interface Parts {
  readonly tree: ResourceTree;
  readonly history: HistoryTree;
  readonly panels: RunPanels;
  readonly commands: CommandTable;
  dispose(): Promise<void>;
}

/** Builds the parts and hands them to each other. No network and no secret is read here. */
export function buildParts(
  context: vscode.ExtensionContext,
  { resourcesView: view, historyView }: Views,
): Parts {
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
      lastTrees: profileLastTrees(path.join(storage, 'lastTree'), profiles, clock, (why) => log.warn(why)),
      ruling: (call) => safetyPolicy.ruling(call),
      ...time,
      nonce: randomUUID,
      log: (entry) => requests.write(entry),
      language: () => (/^zh/i.test(vscode.env.language) ? 'zh-cn' : 'en-us'),
    }),
  );
  const runs = new RunService({
    journal: new Journal(journalFolder(storage)),
    ...time,
    newId: randomUUID,
    owner: randomUUID(),
    operation: operationById,
    connect: (profileId) => connections.client(profileId),
    report: (problem) => log.error(problem),
  });
  const loaded = runs.recover().catch((error: unknown) => log.error(`Reading the journal: ${String(error)}`));
  const known = { runs, operation: operationById };
  const { activeRun, onDidChangeRun } = keep(new RunsInTree({ ...known, connections, clock, say }));
  const keys = keep(new KeysInTree({ connections, clock, say }));
  const pins = keep(new Pins(context.globalState));
  const recent = new RecentResources(context.globalState, (problem) => log.warn(problem));
  const tree = keep(
    new ResourceTree({ pins, profiles, connections, onDidChangeRun, activeRun, keys, say, now: Date.now }),
  );
  const documents = keep(new RequestDocuments());
  const panels = keep(
    new RunPanels({
      extensionUri: context.extensionUri,
      ...known,
      loaded,
      translate: say,
      clock,
      actions: {
        startAgain: async ({ profile, target, changeTicket }, id, form, inverseOf) => {
          const operation = operationById(id);
          const prefill = { form, inverseOf, changeTicket };
          if (operation) await flow.start(operation, { profileId: profile.id, target }, prefill);
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
  const asking = { recent, openRun, addProfile, updateCredentials };
  const flow = new OperationFlow({ ...screen, clock, runs, profiles, connections, ...asking });

  const commands: CommandTable = new Map();
  const host = { commands, say, log };
  const importer = vscodeKeyImporter(context.extension, say);
  const networkDialogs = vscodeNetworkDialogs(say);
  const own = { profiles, connections, importer, networkDialogs, confirm };
  const profileFlow = { steps, say, ...own, clock, now: Date.now, newId: randomUUID };
  const sampleProfile = createSampleProfiles({ ...profileFlow, sampleCloud });
  registerProfileCommands({ host, flow: profileFlow, tree, view, sampleProfile });
  registerResourceCommands({ host, tree, view, steps, profiles, pins });
  registerCommand(host, 'findResource', () =>
    findResource({ steps, say, clock, profiles, connections, tree, view, recent, addProfile, clearFilter }),
  );
  registerCommand(host, 'showLog', () => log.show());
  registerOperationCommands(host, operations, flow, tree);
  const history = registerHistory({
    ...{ host, runs, loaded, steps, kit, clock, confirm, open: openRun },
    view: historyView,
    keep: (...each) => context.subscriptions.push(...each),
  });
  context.subscriptions.push(
    registerFilterCommands({ host, tree, view }),
    new RunStatus({ ...known, say, badge: (badge) => (view.badge = badge) }),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && profiles.check()),
    profiles.onDidChange(({ id }) => {
      if (profiles.get(id)) return;
      recent.forget(id);
      pins.forget(`${profileNodeId(id)}/`).catch((error: unknown) => log.warn(`Pins: ${String(error)}`));
    }),
    profiles.onDidChange(({ id, credentials }) => credentials && runs.profileChanged(id)),
  );
  return { tree, history, panels, commands, dispose: () => runs.dispose() };
}
