import { libraryKey } from './read-documents.ts';
import type { Hooks, Task, Template, WorkflowSpec } from './manifest.ts';

/** Another document's template, as a task or hook refers to it. */
export interface TemplateRef {
  readonly name: string;
  readonly template: string;
  readonly clusterScope?: boolean;
}

/** A task or a hook as it stands in a document: it calls a template of that document, or one of another. */
export type Caller<T> = Omit<T, 'template'> & { readonly template?: string; readonly templateRef?: TemplateRef };

/**
 * One list of templates from several documents. Names of templates in other documents than the main one become
 * `<document>/<name>`, and so do the references to them: a name means what it means in its own document.
 */
export function flattenTemplates(main: WorkflowSpec, library: ReadonlyMap<string, WorkflowSpec>): WorkflowSpec {
  if (library.size === 0) {
    return main;
  }
  return {
    ...qualifySpec(main, ''),
    templates: [
      ...main.templates.map((template) => qualifyTemplate(template, '')),
      ...[...library].flatMap(([key, { templates }]) =>
        templates.map((template) => qualifyTemplate(template, `${key}/`)),
      ),
    ],
  };
}

function qualifySpec(spec: WorkflowSpec, prefix: string): WorkflowSpec {
  return { ...spec, ...(spec.hooks === undefined ? {} : { hooks: qualifyHooks(spec.hooks, prefix) }) };
}

function qualifyTemplate(template: Template, prefix: string): Template {
  const { dag, steps } = template;
  return {
    ...template,
    name: `${prefix}${template.name}`,
    ...(dag === undefined ? {} : { dag: { ...dag, tasks: dag.tasks.map((task) => qualifyTask(task, prefix)) } }),
    ...(steps === undefined ? {} : { steps: steps.map((group) => group.map((step) => qualifyTask(step, prefix))) }),
  };
}

function qualifyTask(task: Task, prefix: string): Task {
  const { onExit, hooks } = task;
  return {
    ...qualifyCaller(task, prefix),
    ...(onExit === undefined ? {} : { onExit: `${prefix}${onExit}` }),
    ...(hooks === undefined ? {} : { hooks: qualifyHooks(hooks, prefix) }),
  };
}

function qualifyHooks(hooks: Hooks, prefix: string): Hooks {
  return Object.fromEntries(Object.entries(hooks).map(([name, hook]) => [name, qualifyCaller(hook, prefix)]));
}

function qualifyCaller<T extends { readonly template: string }>(caller: T, prefix: string): T {
  const { templateRef, ...rest }: T & { readonly templateRef?: TemplateRef } = caller;
  return { ...(rest as unknown as T), template: qualifiedName(caller.template, templateRef, prefix) };
}

function qualifiedName(template: string, reference: TemplateRef | undefined, prefix: string): string {
  return reference === undefined
    ? `${prefix}${template}`
    : `${libraryKey(reference.name, reference.clusterScope === true)}/${reference.template}`;
}
