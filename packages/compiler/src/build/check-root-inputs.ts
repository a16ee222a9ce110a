import { unsupported } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** Refuses what no run can give to a pipeline. Optional artifacts are simply never given. */
export function checkRootInputs(context: BuildContext): void {
  const { artifacts, parameters } = context.pipeline.spec.root.inputDefinitions;
  for (const [name, artifact] of Object.entries(artifacts)) {
    if (artifact.isOptional === true) continue;
    const place = context.place(['root', 'inputDefinitions', 'artifacts', name]);
    context.report(unsupported(place, 'An artifact as an input of the pipeline', 'Import it inside the pipeline.'));
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.parameterType !== 'TASK_FINAL_STATUS') continue;
    const place = context.place(['root', 'inputDefinitions', 'parameters', name]);
    context.report(unsupported(place, 'A task status as an input of the pipeline', 'Only exit tasks have a status.'));
  }
}
