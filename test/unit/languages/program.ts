import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

declare const PROJECT_ROOT: string;

/** A file of the project's root. */
export const readProject = (file: string): string => fs.readFileSync(path.join(PROJECT_ROOT, file), 'utf8');

/** The extension's sources without the sample cloud, which speaks as the clouds do. */
export interface Sources {
  readonly files: readonly ts.SourceFile[];
  readonly checker: ts.TypeChecker;
}

export function readSources(): Sources {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(PROJECT_ROOT, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (!config) throw new Error('tsconfig.json cannot be read');
  return sourcesOf(
    ts.createProgram(config.fileNames.filter(isOurs), { ...config.options, incremental: false }),
  );
}

/** The same for one file that is only in memory: what a test of the reading itself reads. */
export function sourceOf(code: string): Sources {
  const name = path.join(PROJECT_ROOT, 'src/clouds/inMemory.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    types: [],
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => file === name || disk.fileExists(file),
    getSourceFile: (file, version, ...rest) =>
      file === name
        ? ts.createSourceFile(file, code, version, true)
        : disk.getSourceFile(file, version, ...rest),
  };
  const program = ts.createProgram([name], options, host);
  return {
    ...sourcesOf(program),
    files: program.getSourceFiles().filter(({ fileName }) => fileName === name),
  };
}

const sourcesOf = (program: ts.Program): Sources => ({
  files: program.getSourceFiles().filter(({ fileName }) => isOurs(fileName)),
  checker: program.getTypeChecker(),
});

const isOurs = (file: string): boolean =>
  file.startsWith(`${path.join(PROJECT_ROOT, 'src')}/`) && !file.includes('/src/sampleCloud/');

/** `src/flow/askSteps.ts:12` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative(PROJECT_ROOT, file.fileName)}:${line + 1}`;
}

/** Each node of the files, outermost first. */
export function nodesOf(files: readonly ts.Node[]): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  files.forEach(visit);
  return nodes;
}
