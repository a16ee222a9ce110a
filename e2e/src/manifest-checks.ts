import path from 'node:path';
import { ARGO_VERSION, argoDefinitions, argoProgram } from './build-argo.ts';
import { crdCheckProgram } from './build-crd-check.ts';
import { mustRun, runProcess } from './run-process.ts';

/** Names of the checks: `argo lint --offline`, an API server's validation against the full CRDs, and what `judgePods` says. */
export type CheckName = 'lint' | 'crd' | 'pods';

/** Something a check holds against a manifest; without a file, against the run of the check itself. */
export interface Finding {
  readonly check: CheckName;
  readonly file?: string;
  readonly message: string;
}

/** Runs every check over all files of a folder, one process per check. Names are relative to the folder. */
export async function checkManifests(folder: string, files: readonly string[]): Promise<Finding[]> {
  if (files.length === 0) return [];
  const [lint, crd] = await Promise.all([lintManifests(folder, files), validateManifests(folder, files)]);
  return [...lint, ...crd];
}

/** Holds manifests against `argo lint --offline` of a release. Names are relative to the folder. */
export async function lintManifests(
  folder: string,
  files: readonly string[],
  version: string = ARGO_VERSION,
): Promise<Finding[]> {
  if (files.length === 0) return [];
  const argo = await argoProgram('argo', version);
  const done = await runProcess(argo, ['lint', '--offline', '--output', 'simple', ...files], { cwd: folder });
  return parseLint(done.stdout, done.stderr, done.code, files);
}

/** Reads the answer of `argo lint --output simple`: a line `file: in "name" (Kind): message` per finding. */
export function parseLint(stdout: string, stderr: string, code: number, files: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  const lines = stdout.split('\n').filter((line) => line.trim() !== '' && line !== 'no linting errors found!');
  for (const line of lines) {
    const file = files.find((name) => line.startsWith(`${name}: `));
    const last = findings.at(-1);
    if (file !== undefined) findings.push({ check: 'lint', file, message: line.slice(file.length + 2) });
    else if (last !== undefined) findings[findings.length - 1] = { ...last, message: `${last.message}\n${line}` };
    else findings.push({ check: 'lint', message: line });
  }
  for (const line of stderr.split('\n')) {
    if (/level=(ERROR|FATAL)/i.test(line)) findings.push({ check: 'lint', message: line });
  }
  if (code !== 0 && findings.length === 0) {
    findings.push({ check: 'lint', message: `argo lint ended with code ${String(code)}: ${stderr.trim()}` });
  }
  return findings;
}

async function validateManifests(folder: string, files: readonly string[]): Promise<Finding[]> {
  const [program, definitions] = await Promise.all([crdCheckProgram(), argoDefinitions(ARGO_VERSION)]);
  const input = files.map((name) => `${path.join(folder, name)}\n`).join('');
  const answer = await mustRun(program, ['--crds', definitions], { input });
  return answer
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { file, message } = JSON.parse(line) as { file: string; message: string };
      return { check: 'crd', file: path.relative(folder, file), message } as const;
    });
}
