import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import { purePackages } from './tools/nx/workspace-plugin.mjs';

const tests = ['**/*.test.ts', '**/*.bench.ts', '**/src/testing/**'];
const pureSources = purePackages.map((name) => `packages/${name}/src/**/*.ts`);

/** Forms that the house style rules out everywhere. */
const forbiddenSyntax = [
  { selector: 'ExportAllDeclaration', message: 'Name what is exported, so that the public surface is a decision.' },
];

/** What would make a pure package give two answers for one input. */
const impureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock in a pure package.' },
  { selector: "CallExpression[callee.name='Date']", message: 'No clock in a pure package.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'No clock in a pure package.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'No randomness in a pure package.',
  },
];

const impureGlobals = ['Buffer', 'console', 'crypto', 'fetch', 'performance', 'process', 'setInterval', 'setTimeout'];

// ESLint reads nothing but the default export.
export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/.cache/', '**/generated/', '**/fixtures/', '.nx/', 'coverage/'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      complexity: ['error', 20],
      eqeqeq: ['error', 'always'],
      'max-depth': ['error', 4],
      'max-lines': ['error', { max: 450, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      // `for (const x of []) void f(x)` and `() => list.push(x)` are how short code looks; the type is not in doubt.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A reader of a wire value or a YAML tree deletes keys that came from outside.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Code points are what we want from a string here; nothing counts letters as a reader sees them.
      '@typescript-eslint/no-misused-spread': 'off',
      // Our objects are plain data with functions, and tell nobody what `this` is.
      '@typescript-eslint/unbound-method': 'off',
      // Bytes below 0x20 are what several of our formats are careful about.
      'no-control-regex': 'off',
      // A function is async because its interface is, whether or not this implementation has to wait.
      '@typescript-eslint/require-await': 'off',
      // `T` in a signature can be the promise to the caller, though it stands there once.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: pureSources,
    ignores: tests,
    rules: {
      'no-restricted-globals': [
        'error',
        ...impureGlobals.map((name) => ({ name, message: 'This package is pure: no environment, clock or I/O.' })),
      ],
      'no-restricted-syntax': ['error', ...forbiddenSyntax, ...impureSyntax],
    },
  },
  {
    files: ['packages/cli/src/**', 'packages/launcher/src/**', 'tools/**', 'e2e/**', 'examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-loss-of-precision': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['*.config.ts', '*.config.js', 'examples/extending/**'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      globals: { require: 'readonly', module: 'writable', exports: 'writable', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
