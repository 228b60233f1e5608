import type * as vscode from 'vscode';
import type { OperationFlow } from '../flow/operationFlow';
import type { Operation } from '../operations/operation';
import { registerCommand, type CommandHost } from '../profiles/registerCommand';
import type { ResourceTree } from './resourceTree';
import { isTreeNode } from './treeNode';

/** One command an operation, for the menus of the tree and the palette; without a node its flow offers a picker. */
export const registerOperationCommands = (
  host: CommandHost,
  operations: readonly Operation[],
  flow: OperationFlow,
  tree: ResourceTree,
): readonly vscode.Disposable[] =>
  operations.map((operation) =>
    registerCommand(host, operation.id, (node) =>
      flow.start(operation, isTreeNode(node) ? tree.targetOf(node) : undefined),
    ),
  );
