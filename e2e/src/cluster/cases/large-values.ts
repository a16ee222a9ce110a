import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { decodeWire } from '@tiphys/contract';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** Some KB of what Argo, the kubelet, shells, YAML and JSON might take for theirs, in lines of different lengths. */
function trickyText(bytes: number): string {
  const piece = (n: number): string =>
    `${String(n)} {{workflow.name}} {{=1+1}} \${HOME} $(HOME) $HOME \\n \\u0041 "q" 'q' \`id\` <&> π 🚩 \t#: -${'x'.repeat(n % 40)}\n`;
  let text = '';
  for (let n = 0; Buffer.byteLength(text) + 200 < bytes; n += 1) text += piece(n);
  return text;
}

/** Such a text as the argument of a command, and as an output that the next task and the run have. */
export const largeValues: ClusterCase = {
  name: 'values/100-kb',
  run: async (bed) => {
    // In 3.5 an input ends at 120 KB of JSON, in which such a text is half as long again.
    const text = trickyText(bed.argoVersion.startsWith('3.5.') ? 60_000 : 100_000);
    const digest = createHash('sha256').update(text).digest('hex');
    const copy = 'printf %s "$1" > "$0"';
    const pipeline = shellPipeline({
      name: 'large-values',
      tasks: {
        give: { script: copy, outputs: ['out'], parameters: { text } },
        pass: { script: copy, outputs: ['out'], parameters: { text: { task: 'give', output: 'out' } } },
        digest: {
          script: 'printf %s "$1" | sha256sum | cut -c 1-64 | tr -d "\\n" > "$0"',
          outputs: ['out'],
          parameters: { text: { task: 'pass', output: 'out' } },
        },
      },
      outputs: { digest: { task: 'digest', output: 'out' } },
    });
    const end = await bed.run(await bed.compile(pipeline));
    assert.equal(end.phase, 'Succeeded', end.message);
    assert.equal(decodeWire(end.outputs['digest'] ?? 'null'), digest);
    return undefined;
  },
};
