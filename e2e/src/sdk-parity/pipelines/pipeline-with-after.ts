import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/pipeline_with_after.yaml';

const fromCorpus = corpusComponents(source);
const printText = fromCorpus('exec-print-text', { name: 'print-text', inputs: { text: string } });

/** The pipeline. */
export const pipelineWithAfter = pipeline({
  name: 'pipeline-with-after',
  define(p) {
    const printTextTask = p.task(printText, { text: '1st task' });
    const printText2 = p.task(printText, { text: '2nd task' }, { after: [printTextTask] });
    p.task(printText, { text: '3rd task' }, { after: [printTextTask, printText2] });
  },
});
