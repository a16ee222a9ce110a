/**
 * `npm run packages:check`: what users would install works. Expects `npm run build` to have run.
 *
 * Packs every public package, lets publint and attw look at the tarballs, installs them in an empty project outside of the
 * repository, imports each library there, starts the command line with an example, compiles with the plugins of
 * examples/extending, and does what the tutorial says.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { codeBlocks } from '../check-docs/code-blocks.ts';
import { runBlocks } from '../check-docs/run-blocks.ts';
import { script } from '../script/script.ts';

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
}

interface RootManifest {
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Packed extends PackageManifest {
  readonly tarball: string;
}

script('packages:check', 'What users would install works. Run npm run build before.').parse();

const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'tiphys-packages-'));
let failures = 0;

try {
  const packed = publicPackages().map(pack);
  for (const { name, tarball } of packed) {
    run(`publint ${name}`, 'publint', ['run', tarball, '--strict'], root);
  }
  // The command line and the launcher have nothing to import, so there are no types to be wrong about.
  for (const { name, tarball } of packed.filter(isLibrary)) {
    run(`attw ${name}`, 'attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'], root);
  }
  const project = install(packed);
  const names = JSON.stringify(packed.filter(isLibrary).map(({ name }) => name));
  const importAll = `for (const name of ${names}) await import(name);`;
  run('import every library', process.execPath, ['--input-type=module', '-e', importAll], project);
  const program = join(project, 'node_modules', '.bin', 'tiphys');
  run('tiphys --help', program, ['--help'], project, /^Usage: tiphys/m);
  const example = join(root, 'examples', 'hello', 'pipeline.yaml');
  run('tiphys compile', program, ['compile', example], project, /^kind: Workflow$/m);
  run('tiphys run', program, ['run', example, '--store', 'store', '--json'], project, /"phase": ?"Succeeded"/);
  compileWithPlugins(project, program, example);
  followTutorial(project);
  startProject(project, program);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function publicPackages(): string[] {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  return folders.filter((folder) => readManifest(folder).private !== true);
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

function isLibrary({ exports }: PackageManifest): boolean {
  return exports !== undefined && '.' in exports;
}

function pack(folder: string): Packed {
  const manifest = readManifest(folder);
  const tarball = join(scratch, `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`);
  run(`pack ${manifest.name}`, 'npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], folder);
  return { ...manifest, tarball };
}

/** Tarballs that depend on each other by version: each of them is named, so that no registry is asked for them. */
function install(packed: readonly Packed[]): string {
  const project = join(scratch, 'project');
  mkdirSync(project);
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as RootManifest;
  // Declarations of what runs on Node speak of Node's types, as every such project has them.
  const types = { '@types/node': devDependencies['@types/node'] };
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = { ...tarballs, ...types };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  run('install the tarballs', 'npm', ['install', '--no-audit', '--no-fund', '--silent'], project);
  return project;
}

/** The examples as projects of their own, type-checked against the declarations that the tarballs carry. */
function compileWithPlugins(project: string, program: string, hello: string): void {
  const folder = join(project, 'extending');
  cpSync(join(root, 'examples', 'extending'), folder, { recursive: true });
  const options =
    '--module nodenext --target es2024 --strict --exactOptionalPropertyTypes --allowImportingTsExtensions --noEmit';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  run('tsc examples/extending', 'tsc', [...options.split(' '), ...files], folder);
  for (const name of ['cluster-defaults', 'policy', 'kubernetes-jobs']) {
    run(`check ${name} with the testkit`, process.execPath, ['check.ts'], join(folder, name));
  }
  const configured = (name: string) => ['--config', join(folder, name, 'tiphys.config.ts')];
  const defaults = configured('cluster-defaults');
  const store = ['--store', 'defaults', '--json'];
  run('compile with cluster-defaults', program, ['compile', hello, ...defaults], project, /PriorityClassName: batch$/m);
  run('run with cluster-defaults', program, ['run', hello, ...defaults, ...store], project, /"phase": ?"Succeeded"/);
  const greeting = join(folder, 'kubernetes-jobs', 'pipeline.yaml');
  run('compile with policy', program, ['compile', greeting, ...configured('policy')], project, /^kind: Workflow$/m);
  run('refuse with policy', program, ['compile', hello, ...configured('policy')], project, /policy[/]no-limits/, 1);
  run('compile with kubernetes-jobs', program, ['compile', greeting, '--backend', 'jobs'], project, /^kind: Job$/m);
}

/** A new project: its types are right and its tests pass. What it asks npm for is installed above it. */
function startProject(project: string, program: string): void {
  run('tiphys init', program, ['init', 'numbers'], project, /npm install/);
  const folder = join(project, 'numbers');
  run('tsc in a new project', 'tsc', ['-p', '.'], folder);
  run('npm test in a new project', 'npm', ['test'], folder, /pass 2$/m);
  run('npm start in a new project', 'npm', ['start'], folder, /5\.5/);
}

/** The tutorial in a project that has the packages and nothing else; its types hold for every way to resolve modules. */
function followTutorial(project: string): void {
  const folder = join(project, 'words');
  mkdirSync(folder);
  const blocks = codeBlocks(readFileSync(join(root, 'docs', 'tutorial.md'), 'utf8'));
  const faults = runBlocks('docs/tutorial.md', blocks, folder);
  for (const fault of faults) console.log(`FAILED ${fault}`);
  failures += faults.length;
  for (const resolution of ['--module node16', '--module nodenext', '--module esnext --moduleResolution bundler']) {
    const options = `${resolution} --target es2022 --strict --exactOptionalPropertyTypes --allowImportingTsExtensions --noEmit`;
    run(
      `tsc ${resolution}: docs/tutorial.md`,
      'tsc',
      [...options.split(' '), 'pipeline.ts', 'components.test.ts'],
      folder,
    );
  }
}

/** Runs a program that must end with `code`, and whose output must match `expected` when that is given. */
function run(title: string, command: string, args: readonly string[], cwd: string, expected?: RegExp, code = 0): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ok = status === code && (expected === undefined || expected.test(code === 0 ? stdout : stderr));
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${title}`);
  if (ok) return;
  failures += 1;
  console.log(`exit ${status ?? 'by a signal'} ${error?.message ?? ''}\n${stdout}${stderr}`);
}
