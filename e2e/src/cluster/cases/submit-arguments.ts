import { strict as assert } from 'node:assert';
import { decodeWire } from '@tiphys/contract';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { argo, endOfWorkflow } from '../workflows.ts';

/** Text that Argo, the kubelet and shells would all like to read as theirs. */
const TRICKY = 'a "b" \'c\' {{workflow.name}} {{=1+1}} $(HOME) $HOME \\n π #: -';

/** Arguments of `argo submit -p` reach the command as they are. */
export const submitArguments: ClusterCase = {
  name: 'submit/arguments',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'submit-arguments',
      inputs: { text: 'default' },
      tasks: {
        say: { script: 'printf %s "$1" > "$0"', outputs: ['out'], parameters: { text: { input: 'text' } } },
      },
      outputs: { said: { task: 'say', output: 'out' } },
    });
    const manifest = await bed.compile(pipeline);
    const name = await argo(bed, ['submit', '-', '--output', 'name', '--parameter', `text=${TRICKY}`], manifest);
    const end = await endOfWorkflow(bed.api, name);
    assert.equal(end.phase, 'Succeeded', end.message);
    assert.equal(decodeWire(end.outputs['said'] ?? ''), TRICKY);
    return undefined;
  },
};
