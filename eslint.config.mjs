import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// The layers of src/, highest first. A file may import from its own folder and from those after it.
export const LAYERS = [
  'explorer',
  'flow',
  'results',
  'profiles',
  'runs',
  'operations',
  'inventory',
  'clouds',
];
export const FREE_OF_VSCODE = ['runs', 'operations', 'inventory', 'clouds', 'sampleCloud'];

const upward = (folder) => {
  const above = folder === 'sampleCloud' ? LAYERS : LAYERS.slice(0, LAYERS.indexOf(folder));
  const names = folder === 'sampleCloud' ? above : [...above, 'sampleCloud'];
  return [
    ...names.map((name) => ({
      regex: `^(\\.\\./)+${name}/`,
      message: `src/${folder} must not import src/${name}: imports point down only.`,
    })),
    ...(FREE_OF_VSCODE.includes(folder)
      ? [{ regex: '^vscode$', message: `src/${folder} runs in plain Node: no vscode here.` }]
      : []),
  ];
};

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...[...LAYERS, 'sampleCloud'].map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: upward(folder) }] },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'performance',
          'Buffer',
          'require',
          'module',
          '__dirname',
          'fetch',
          'AbortSignal',
          'AbortController',
          'window',
          'document',
          'acquireVsCodeApi',
        ].map((n) => [n, 'readonly']),
      ),
    },
  },
);
