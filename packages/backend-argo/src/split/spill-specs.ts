import type { Template, Workflow } from '@tiphys/argo-types';
import { environmentName } from '@tiphys/contract';
import { byteLength } from '../limits/byte-length.ts';
import { contentHash } from '../names/content-hash.ts';
import { limits } from '../limits/limits.ts';
import { freeName } from '../names/parameter-names.ts';

/** A Kubernetes ConfigMap with component specs, by the names that their templates would have. */
export interface ConfigMap {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  readonly metadata: { readonly name: string };
  readonly immutable: true;
  readonly data: Readonly<Record<string, string>>;
}

/** A workflow, and what must be in its namespace before it runs. */
export interface Spilled {
  readonly workflow: Workflow;
  readonly documents: readonly ConfigMap[];
}

/** Input of a shared leaf template that says which component it is. */
const specParameter = 'spec';
/** Bytes of specs in one ConfigMap; Kubernetes takes 1 MiB with everything. */
const mapBytes = 900 * 1024;
/** Half of what Argo stores: the status of the run has to fit in as well. */
const workflowBytes = limits.objectBytes / 2;

/**
 * Moves the component specs of a workflow that would be too large, or have too many templates, into ConfigMaps. Leaf
 * templates that then are equal become one, which is told by an argument which component it is. Status and templates stay
 * small however many components there are: pods read the ConfigMap, Argo never does.
 *
 * @param name of the pipeline, as Kubernetes takes it; names of ConfigMaps begin with it and end with a hash of what is inside
 */
export function spillSpecs(workflow: Workflow, name: string, maxTemplates: number = limits.templates): Spilled {
  const templates = workflow.spec.templates ?? [];
  const specs = templates.flatMap((template) => {
    const spec = specOf(template);
    return spec === undefined ? [] : [{ key: template.name ?? '', spec }];
  });
  // Where most of it is tasks, moving specs would help nobody.
  const isWorthIt = specs.reduce((sum, { spec }) => sum + spec.length, 0) > workflowBytes / 4;
  const fits = templates.length <= maxTemplates && !(isWorthIt && byteLength(workflow) > workflowBytes);
  if (fits) return { workflow, documents: [] };
  const documents = packSpecs(specs, name);
  const home = new Map(documents.flatMap(({ metadata, data }) => Object.keys(data).map((key) => [key, metadata.name])));
  const { shared, nameOf } = shareTemplates(templates, home);
  const kept = templates
    .filter((template) => specOf(template) === undefined)
    .map((template) => redirect(template, nameOf));
  return { workflow: { ...workflow, spec: { ...workflow.spec, templates: [...kept, ...shared] } }, documents };
}

function specOf(template: Template): string | undefined {
  return template.container?.env?.find((variable) => variable.name === environmentName.spec)?.value;
}

function packSpecs(
  specs: readonly { readonly key: string; readonly spec: string }[],
  name: string,
): readonly ConfigMap[] {
  const maps: { bytes: number; data: Record<string, string> }[] = [];
  for (const { key, spec } of specs) {
    const bytes = byteLength(spec) + key.length + 8;
    const last = maps.at(-1);
    if (last === undefined || last.bytes + bytes > mapBytes) maps.push({ bytes, data: { [key]: spec } });
    else {
      last.bytes += bytes;
      last.data[key] = spec;
    }
  }
  return maps.map(({ data }) => {
    const text = JSON.stringify(data);
    const hash = contentHash(text);
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-${hash}` }, immutable: true, data };
  });
}

/** Leaf templates without their specs, equal ones once, and which of them stands for each template. */
function shareTemplates(
  templates: readonly Template[],
  home: ReadonlyMap<string, string>,
): { readonly shared: readonly Template[]; readonly nameOf: ReadonlyMap<string, string> } {
  const taken = new Set(templates.map((template) => template.name ?? ''));
  const byShape = new Map<string, { template: Template; members: string[] }>();
  for (const template of templates) {
    const map = home.get(template.name ?? '');
    if (map === undefined) continue;
    const bare = withoutSpec(template, map);
    const shape = JSON.stringify({ ...bare, name: '' });
    const known = byShape.get(shape) ?? { template: bare, members: [] };
    known.members.push(template.name ?? '');
    byShape.set(shape, known);
  }
  const groups = [...byShape.values()].map(({ template, members }) => ({
    members,
    template: members.length === 1 ? template : { ...template, name: freeName('component', taken) },
  }));
  return {
    shared: groups.map(({ template }) => template),
    nameOf: new Map(groups.flatMap(({ template, members }) => members.map((member) => [member, template.name ?? '']))),
  };
}

function withoutSpec(template: Template, map: string): Template {
  const { container } = template;
  if (container === undefined) return template;
  const env = (container.env ?? []).map((variable) =>
    variable.name === environmentName.spec
      ? {
          name: variable.name,
          valueFrom: { configMapKeyRef: { name: map, key: `{{inputs.parameters.${specParameter}}}` } },
        }
      : variable,
  );
  const parameters = [...(template.inputs?.parameters ?? []), { name: specParameter }];
  return { ...template, inputs: { ...template.inputs, parameters }, container: { ...container, env } };
}

function redirect(template: Template, nameOf: ReadonlyMap<string, string>): Template {
  if (template.dag === undefined) return template;
  const tasks = template.dag.tasks.map((task) => {
    const leaf = nameOf.get(task.template ?? '');
    if (leaf === undefined) return task;
    const parameters = [...(task.arguments?.parameters ?? []), { name: specParameter, value: task.template ?? '' }];
    return { ...task, template: leaf, arguments: { ...task.arguments, parameters } };
  });
  return { ...template, dag: { ...template.dag, tasks } };
}
