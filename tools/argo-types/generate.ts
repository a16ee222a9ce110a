/**
 * `npm run generate`: typings of Argo's objects from Argo's published OpenAPI.
 *
 * The repository keeps the part of the OpenAPI that the typings come from (`definitions-*.json`), so that it stands alone. With
 * `--swagger FILE` that part is taken anew from Argo's `api/openapi-spec/swagger.json`. With `--check` nothing is written, and
 * any difference to what is committed is a failure.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printTypings } from './print-typings.ts';
import { reduceDefinitions } from './reduce-definitions.ts';
import type { Definitions } from './reduce-definitions.ts';

/** The newest supported version: later versions only add fields, and what may be emitted for older ones is the backend's matter. */
const version = '4.0.5';

const roots = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

const root = resolve(import.meta.dirname, '..', '..');
const definitionsFile = join(import.meta.dirname, `definitions-${version}.json`);
const typingsFile = join(root, 'packages', 'argo-types', 'src', 'generated', 'argo.ts');
const header =
  `// Made by "npm run generate" from the OpenAPI of Argo Workflows ${version}. Do not edit.\n` +
  '// Argo Workflows and Kubernetes are licensed under Apache-2.0; descriptions are left out.';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, swagger: { type: 'string' } } });
await main(values.check === true, values.swagger ?? process.env['TIPHYS_ARGO_SWAGGER']);

async function main(check: boolean, swagger: string | undefined): Promise<void> {
  const published = swagger ?? join(root, '..', 'shared', 'argo', `v${version}`, 'swagger.json');
  if (swagger !== undefined || (check && existsSync(published))) {
    update(definitionsFile, `${JSON.stringify(reducePublished(published), undefined, 1)}\n`, check);
  } else if (check) {
    console.log(`skipped: no swagger.json of Argo ${version}; only the step from definitions to typings is checked`);
  }
  const definitions = JSON.parse(readFileSync(definitionsFile, 'utf8')) as Definitions;
  update(typingsFile, await printTypings(definitions, header), check);
}

function reducePublished(file: string): Definitions {
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, unknown> };
  const names = roots.map((name) => `io.argoproj.workflow.v1alpha1.${name}`);
  return reduceDefinitions(definitions, names);
}

function update(file: string, text: string, check: boolean): void {
  const name = relative(root, file);
  const same = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (same) {
    console.log(`${name} is up to date`);
  } else if (check) {
    console.error(`error: ${name} is not what "npm run generate" makes`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`${name} written`);
  }
}
