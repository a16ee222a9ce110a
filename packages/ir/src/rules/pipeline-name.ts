import { pipelineName } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** The pipeline's name has something in it that names can be made of, as KFP's API server demands. */
export function checkPipelineName({ spec, site, report }: RuleContext): void {
  const { name } = spec.pipelineInfo;
  if (!/[a-z0-9]/.test(name)) {
    report(pipelineName(site(['pipelineInfo', 'name']), { name }));
  }
}
