import { strict as assert } from 'node:assert';
import { decodeWire } from '@tiphys/contract';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { argo, createManifest, endOfWorkflow } from '../workflows.ts';

/** A WorkflowTemplate is submitted twice, without and with an argument. */
export const submitFromTemplate: ClusterCase = {
  name: 'submit/from-template',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'from-template',
      inputs: { text: 'as it was' },
      tasks: { say: { script: 'printf %s "$1" > "$0"', outputs: ['out'], parameters: { text: { input: 'text' } } } },
      outputs: { said: { task: 'say', output: 'out' } },
    });
    const template = await createManifest(bed.api, await bed.compile(pipeline, '--kind', 'workflow-template'));
    const submit = (...args: readonly string[]): Promise<string> =>
      argo(bed, ['submit', '--from', `workflowtemplate/${template}`, '--output', 'name', ...args]);
    const names = [await submit(), await submit('--parameter', 'text=given {{x}}')];
    const ends = await Promise.all(names.map((name) => endOfWorkflow(bed.api, name)));
    const said = ends.map(({ phase, outputs }) => [phase, decodeWire(outputs['said'] ?? 'null')]);
    assert.deepEqual(said, [
      ['Succeeded', 'as it was'],
      ['Succeeded', 'given {{x}}'],
    ]);
    return undefined;
  },
};
