import { dump } from 'js-yaml';
import type { PipelineIr } from '../components/any-component.ts';

/** Prints a pipeline file as the Python SDK does: keys sorted, the platform document second where there is one. */
export function printIr({ spec, platform }: PipelineIr): string {
  const documents = [spec, ...(Object.keys(platform).length > 0 ? [platform] : [])];
  const { name } = spec['pipelineInfo'] as { readonly name: string };
  const printed = documents.map((document) => dump(document, { sortKeys: true, noRefs: true, lineWidth: -1 }));
  return `# PIPELINE DEFINITION\n# Name: ${name}\n${printed.join('---\n')}`;
}
