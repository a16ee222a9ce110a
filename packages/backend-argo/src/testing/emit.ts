import type { DAGTask, Template, WorkflowSpec } from '@tiphys/argo-types';
import type { CompileOptions, Plan } from '@tiphys/compiler';
import { compilePipeline } from '@tiphys/compiler';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { EmitResult } from '../emit-manifest.ts';
import { emitManifest } from '../emit-manifest.ts';
import type { Manifest } from '../manifest.ts';
import { workflowSpec } from '../manifest.ts';
import type { EmitOptions } from '../options.ts';

/** Compiles IR that must be without faults. IR is given as text or as the value that its text would have. */
export function planOf(ir: string | object, compileOptions: CompileOptions = {}): Plan {
  const text = typeof ir === 'string' ? ir : JSON.stringify(ir);
  const { pipeline, diagnostics } = loadPipeline(text, { file: 'test.yaml' });
  if (pipeline === undefined) throw new DiagnosticsError(diagnostics);
  const compiled = compilePipeline(pipeline, compileOptions);
  if (compiled.plan === undefined) throw new DiagnosticsError([...diagnostics, ...compiled.diagnostics]);
  return compiled.plan;
}

/** Emits a manifest for IR, and finds its way in it. */
export function emit(
  ir: string | object,
  options: EmitOptions = {},
  compileOptions: CompileOptions = {},
): Required<EmitResult> & Finder {
  const result = emitManifest(planOf(ir, compileOptions), options);
  const made = (): Manifest => {
    if (result.manifest === undefined) throw new DiagnosticsError(result.diagnostics);
    return result.manifest;
  };
  const template = (name: string): Template => {
    const found = workflowSpec(made()).templates?.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`no template ${name}`);
    return found;
  };
  return {
    ...result,
    // Tests of what is refused look at the diagnostics alone.
    get manifest() {
      return made();
    },
    get spec() {
      return workflowSpec(made());
    },
    template,
    task(templateName, taskName) {
      const found = template(templateName).dag?.tasks.find(({ name }) => name === taskName);
      if (found === undefined) throw new Error(`no task ${taskName}`);
      return found;
    },
    argument: (task, name) => task.arguments?.parameters?.find((parameter) => parameter.name === name)?.value ?? '',
  };
}

interface Finder {
  readonly spec: WorkflowSpec;
  template(name: string): Template;
  task(template: string, task: string): DAGTask;
  argument(task: DAGTask, name: string): string;
}
