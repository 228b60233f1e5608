import * as vscode from 'vscode';
import { text } from '../clouds/text';
import type { OperationFlow } from '../flow/operationFlow';
import type { Operation } from '../operations/operation';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import type { ResourceTree } from './resourceTree';
import { nodesOf } from './treeNode';

/**
 * One command an operation, for the menus of the tree and the palette; without a node its flow offers a picker. On
 * several selected rows it says why it does nothing: the menu cannot leave it out, because VS Code tells a menu that
 * several rows are selected also where it is opened on another one.
 */
export function registerOperationCommands(
  host: CommandHost,
  operations: readonly Operation[],
  flow: OperationFlow,
  tree: ResourceTree,
): void {
  for (const operation of operations)
    registerCommand(host, operation.id, (...args) => {
      const [node, ...others] = nodesOf(args);
      if (others.length === 0) return flow.start(operation, node && tree.targetOf(node));
      const facts = { operation: host.say(operation.title), count: others.length + 1 };
      return void vscode.window.showInformationMessage(
        host.say(
          text('{operation} is done to one thing at a time, and {count} are selected. Select one.', facts),
        ),
      );
    });
}
