/**
 * `npm run boundaries`: the packages import only what `.dependency-cruiser.mjs` allows, and the rules are alive.
 *
 * The violations are planted in `.cache/boundaries`, which the rules treat as if it were the repository, so that the
 * sources are never touched and a killed run leaves nothing behind that git, lint or a build would see.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { script } from '../script/script.ts';
import { plantedHelpers, plantedViolations } from './planted-violations.ts';

script('boundaries', 'The packages import only what .dependency-cruiser.mjs allows, and its rules are alive.').parse();

const root = resolve(import.meta.dirname, '..', '..');
const planted = join('.cache', 'boundaries');

process.chdir(root);
const failures = [...(await checkSources()), ...(await checkRules())];
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

async function checkSources(): Promise<string[]> {
  const { summary } = await cruiseFolder('packages');
  const violations = summary.violations.map(({ rule, from, to }) => `error ${rule.name}: ${from} -> ${to}`);
  console.log(
    `${summary.totalCruised} modules, ${summary.totalDependenciesCruised ?? 0} imports: ${count(violations)}`,
  );
  return violations;
}

async function checkRules(): Promise<string[]> {
  rmSync(planted, { recursive: true, force: true });
  try {
    for (const { package: name, file, text } of [...plantedHelpers, ...plantedViolations]) write(name, file, text);
    const { summary } = await cruiseFolder(planted);
    const caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${relative(planted, from)}`));
    const missed = plantedViolations.filter(
      (item) => !caught.has(`${item.rule} packages/${item.package}/src/${item.file}`),
    );
    console.log(`${plantedViolations.length - missed.length} of ${plantedViolations.length} planted violations caught`);
    return missed.map(
      (item) => `error: the rule ${item.rule} did not notice ${item.package}/src/${item.file}:\n${item.text}`,
    );
  } finally {
    rmSync(planted, { recursive: true, force: true });
  }
}

function write(packageName: string, file: string, text: string): void {
  const path = join(planted, 'packages', packageName, 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(planted, 'packages', packageName, 'package.json'), '{"type":"module"}\n');
  writeFileSync(path, text);
}

async function cruiseFolder(folder: string): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions('./.dependency-cruiser.mjs');
  const { output } = await cruise([folder], options, undefined, {
    tsConfig: extractTypeScriptConfig('tsconfig.base.json'),
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser gave text, not data: ${output}`);
  return output;
}

function count(violations: readonly string[]): string {
  return violations.length === 1 ? '1 violation' : `${violations.length} violations`;
}
