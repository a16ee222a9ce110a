// nx loads a plugin before anything could compile it, hence plain JavaScript. nx wants these two exports by name.
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Packages that must run anywhere: no Node built-ins, no process, no clock. Checked without Node's types. */
export const purePackages = [
  'diagnostics',
  'argo-types',
  'contract',
  'ir',
  'expr',
  'compiler',
  'backend-argo',
  'config',
];

/** Programs: bundled by esbuild, nobody imports them. */
export const programs = ['cli', 'launcher'];

export const name = 'tiphys-workspace';

/** Gives each package, and `tools`, `e2e` and `examples`, the same four targets, so that no package has to repeat them. */
export const createNodesV2 = [
  '{packages/*/package.json,tools/tsconfig.json,e2e/tsconfig.json,examples/tsconfig.json}',
  (/** @type {string[]} */ files) => files.map((file) => [file, { projects: { [dirname(file)]: projectOf(file) } }]),
];

/** @param {string} file */
function projectOf(file) {
  const root = dirname(file);
  const isPackage = basename(file) === 'package.json';
  const short = basename(root);
  // What is no package tells nx nothing about what it imports: anything of the workspace.
  const sources = isPackage ? ['source', '^source'] : ['workspace'];
  return {
    name: isPackage ? JSON.parse(readFileSync(file, 'utf8')).name : short,
    root,
    targets: {
      ...(isPackage ? buildTargets(short) : {}),
      typecheck: typecheckTarget(isPackage && purePackages.includes(short), sources),
      lint: command(short === 'tools' ? 'eslint . ../*.ts ../*.js' : 'eslint .', [...sources, 'lint']),
      test: testTarget(root, sources),
    },
  };
}

/**
 * The launcher's bundle is made like any program's; its build is more, because pods need Node too.
 *
 * @param {string} short
 */
function buildTargets(short) {
  if (short !== 'launcher') return { build: buildTarget(short) };
  const images = {
    command: 'node --conditions=@tiphys/source ../../tools/launcher/build-launcher.ts',
    options: { cwd: '{projectRoot}' },
  };
  return { bundle: buildTarget(short), build: { ...images, dependsOn: ['bundle'], cache: false } };
}

/** @param {string} short */
function buildTarget(short) {
  const build = 'node ../../tools/build/build-package.mjs';
  return {
    ...command(programs.includes(short) ? `${build} --program` : build, ['source', '^source', 'build']),
    dependsOn: ['^build'],
    outputs: ['{projectRoot}/dist', '{projectRoot}/LICENSE', '{projectRoot}/NOTICE'],
  };
}

/**
 * @param {boolean} pure
 * @param {string[]} sources
 */
function typecheckTarget(pure, sources) {
  // Tests import vitest, which brings Node's types along; the second run looks at the sources without them.
  const purity =
    'tsc -p tsconfig.build.json --noEmit --declaration false --customConditions @tiphys/source --rootDir ../..';
  return command(pure ? `tsc -p tsconfig.json && ${purity}` : 'tsc -p tsconfig.json', [...sources, 'build']);
}

/**
 * @param {string} root
 * @param {string[]} sources
 */
function testTarget(root, sources) {
  return {
    ...command(`vitest run --passWithNoTests ${root}/`, [...sources, 'test']),
    options: { cwd: '{workspaceRoot}' },
  };
}

/**
 * @param {string} text
 * @param {string[]} inputs
 */
function command(text, inputs) {
  return { command: text, options: { cwd: '{projectRoot}' }, cache: true, inputs };
}
