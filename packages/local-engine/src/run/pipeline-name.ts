import { environmentName, parseRunContext } from '@tiphys/contract';
import type { Manifest, Template } from '../manifest/manifest.ts';

/** The pipeline that the manifest was compiled from; of a hand-written one, its own name. */
export function pipelineName({ spec, name, generateName }: Manifest): string {
  for (const template of spec.templates) {
    const declared = pipelineOf(template);
    if (declared !== undefined) {
      return declared;
    }
  }
  return name ?? generateName?.replace(/-+$/, '') ?? spec.entrypoint;
}

function pipelineOf(template: Template): string | undefined {
  const text = template.container?.env?.find(({ name }) => name === environmentName.run)?.value;
  try {
    return parseRunContext(text ?? '')['pipeline'];
  } catch {
    return undefined;
  }
}
