import { Dataset, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/artifact_cache.yaml';

const fromCorpus = corpusComponents(source);
const coreComp = fromCorpus('exec-core-comp', { name: 'core-comp', outputs: { dataset: Dataset } });
const core = pipeline({
  name: 'core',
  outputs: { Output: Dataset },
  define(p) {
    const coreCompTask = p.task(coreComp, {});
    return { Output: coreCompTask.output };
  },
});
const mantle = pipeline({
  name: 'mantle',
  outputs: { Output: Dataset },
  define(p) {
    const coreTask = p.task(core, {});
    return { Output: coreTask.output };
  },
});
const crustComp = fromCorpus('exec-crust-comp', { name: 'crust-comp', inputs: { input: Dataset } });

/** The pipeline. */
export const artifactCache = pipeline({
  name: 'artifact-cache-pipeline',
  define(p) {
    const mantleTask = p.task(mantle, {});
    p.task(crustComp, { input: mantleTask.output });
  },
});
