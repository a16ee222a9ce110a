/**
 * `npm run docs:check [-- PAGE...]`: what the documentation shows works.
 *
 * - A block fenced as `sh run` is executed with `bash -e` in a copy of the checkout; blocks of one page share the copy and run in
 *   order, and a block marked `file=NAME` is written there first. `sh run exit=1` expects that exit code. Other `sh` blocks are for the reader only.
 * - A block fenced as `ts` must type-check, as a module that sees the packages by their names; `ts sketch` is left alone, and
 *   `ts more` sees what stands in the block `ts first` of its page.
 * - A link to a file of the repository must lead somewhere.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { script } from '../script/script.ts';
import { codeBlocks, fileLinks } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';
import { fileOf, isRun, runBlocks } from './run-blocks.ts';

const { args: wanted } = script(
  'docs:check',
  'What the documentation shows works: runs its blocks, checks the types of its code, follows its links.',
  'docs/cli.md README.md',
)
  .argument('[page...]', 'only these pages, as git names them')
  .parse();

const root = resolve(import.meta.dirname, '..', '..');
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const all = tracked.filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
const pages = wanted.length === 0 ? all : all.filter((page) => wanted.includes(page));

const unknown = wanted.filter((page) => !all.includes(page)).map((page) => `${page}: git has no such page`);
const failures = [...unknown, ...pages.flatMap(checkLinks), ...pages.flatMap(runCommands), ...checkTypes()];
for (const failure of failures) console.error(`error ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

function blocksOf(page: string): CodeBlock[] {
  return codeBlocks(readFileSync(join(root, page), 'utf8'));
}

function checkLinks(page: string): string[] {
  const targets = fileLinks(readFileSync(join(root, page), 'utf8'));
  const dead = targets.filter((target) => !existsSync(resolve(root, dirname(page), decodeURIComponent(target))));
  return dead.map((target) => `${page}: the link to ${target} leads nowhere`);
}

function runCommands(page: string): string[] {
  const blocks = blocksOf(page);
  if (!blocks.some(isRun)) return [];
  const copy = copyCheckout();
  try {
    return runBlocks(page, blocks, copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A folder with everything that git tracks, so that a command may write where the reader would write. */
function copyCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), 'tiphys-docs-'));
  for (const file of tracked) {
    const source = join(root, file);
    if (existsSync(source)) cpSync(source, join(copy, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

function checkTypes(): string[] {
  const folder = join(root, '.cache', 'docs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const snippets = pages.flatMap((page) => {
    const blocks = blocksOf(page).filter(({ language, marks }) => language === 'ts' && !marks.includes('sketch'));
    const first = blocks.find(({ marks }) => marks.includes('first'))?.code ?? '';
    const title = page.replaceAll(/[^a-zA-Z0-9]/g, '-');
    return blocks.map((block) => ({
      // Files of a page import each other.
      name: join(title, fileOf(block) ?? `line-${block.line}.ts`),
      code: block.marks.includes('more') ? `${first}${block.code}` : block.code,
    }));
  });
  try {
    for (const { name, code } of snippets) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), `${code}export {};\n`);
    }
    console.log(`${snippets.length} TypeScript blocks to check`);
    return snippets.length === 0 ? [] : typeErrors(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function typeErrors(folder: string): string[] {
  const project = { extends: '../../tsconfig.base.json', compilerOptions: { types: ['node'] }, include: ['*/*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  return status === 0 ? [] : stdout.trim().split('\n');
}
