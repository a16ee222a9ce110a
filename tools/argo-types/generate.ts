/**
 * `npm run generate`: typings of Argo's objects from Argo's published OpenAPI, and typings and shapes of pods from that of
 * Kubernetes.
 *
 * The repository keeps the part of the OpenAPI that they come from (`definitions-*.json`), so that it stands alone. With
 * `--swagger FILE` that part is taken anew from Argo's `api/openapi-spec/swagger.json`, with `--kubernetes FILE` from the file of
 * the same name of Kubernetes. With `--check` nothing is written, and any difference to what is committed is a failure.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Definitions } from '@tiphys/argo-types';
import { podDefinitions } from './pod-definitions.ts';
import { printTypings } from './print-typings.ts';
import { reduceDefinitions } from './reduce-definitions.ts';
import { script } from '../script/script.ts';

/** The newest supported version: later versions only add fields, and what may be emitted for older ones is the backend's matter. */
const version = '4.0.5';
/** The Kubernetes of the test cluster. */
const kubernetesVersion = '1.34.4';

const roots = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

const root = resolve(import.meta.dirname, '..', '..');
const definitionsFile = join(import.meta.dirname, `definitions-${version}.json`);
const podsFile = join(import.meta.dirname, `definitions-kubernetes-${kubernetesVersion}.json`);
const generated = join(root, 'packages', 'argo-types', 'src', 'generated');
const header = (source: string): string =>
  `// Made by "npm run generate" from the OpenAPI of ${source}. Do not edit.\n` +
  '// Argo Workflows and Kubernetes are licensed under Apache-2.0; descriptions are left out.';

const options = script(
  'generate',
  "Typings of Argo's objects and of pods, from the OpenAPI of Argo and Kubernetes.",
  '--check',
)
  .option('--check', 'write nothing, and fail where a file is not up to date', false)
  .option('--swagger <file>', "take the definitions anew from Argo's swagger.json")
  .option('--kubernetes <file>', "take the definitions anew from Kubernetes' swagger.json")
  .parse()
  .opts<{ check: boolean; swagger?: string; kubernetes?: string }>();
await main(options.check, options.swagger ?? process.env['TIPHYS_ARGO_SWAGGER']);
await makePods(options.check, options.kubernetes);

async function main(check: boolean, swagger: string | undefined): Promise<void> {
  const published = swagger ?? join(root, '..', 'shared', 'argo', `v${version}`, 'swagger.json');
  if (swagger !== undefined || (check && existsSync(published))) {
    update(definitionsFile, `${JSON.stringify(reducePublished(published), undefined, 1)}\n`, check);
  } else if (check) {
    console.log(`skipped: no swagger.json of Argo ${version}; only the step from definitions to typings is checked`);
  }
  const definitions = JSON.parse(readFileSync(definitionsFile, 'utf8')) as Definitions;
  update(join(generated, 'argo.ts'), await printTypings(definitions, header(`Argo Workflows ${version}`)), check);
}

async function makePods(check: boolean, swagger: string | undefined): Promise<void> {
  if (swagger !== undefined) {
    const published = JSON.parse(readFileSync(swagger, 'utf8')) as { definitions: Record<string, unknown> };
    update(podsFile, `${JSON.stringify(podDefinitions(published.definitions), undefined, 1)}\n`, check);
  }
  const text = readFileSync(podsFile, 'utf8');
  const top = header(`Kubernetes ${kubernetesVersion}`);
  update(join(generated, 'pods.ts'), await printTypings(JSON.parse(text) as Definitions, top), check);
  const shapes = text.trimEnd().replaceAll('"#/definitions/', '"');
  const import_ = "import type { Definitions } from '../shape.ts';";
  const docblock = '/** The shapes of a pod and its parts, by their names in Kubernetes. */';
  const shapesText = `${top}\n\n${import_}\n\n${docblock}\nexport const podShapes: Definitions = ${shapes};\n`;
  update(join(generated, 'pod-shapes.ts'), shapesText, check);
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
