import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/pipeline_with_workspace.yaml';

const fromCorpus = corpusComponents(source);
const writeToWorkspace = fromCorpus('exec-write-to-workspace', {
  name: 'write-to-workspace',
  inputs: { workspace_path: string },
  outputs: { Output: string },
});
const readFromWorkspace = fromCorpus('exec-read-from-workspace', {
  name: 'read-from-workspace',
  inputs: { file_path: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const pipelineWithWorkspace = pipeline({
  name: 'pipeline-with-workspace',
  description: 'A pipeline that demonstrates workspace functionality',
  outputs: { Output: string },
  config: { workspace: { size: '1Gi', storageClassName: 'standard', accessModes: ['ReadWriteOnce'] } },
  define(p) {
    const writeToWorkspaceTask = p.task(writeToWorkspace, { workspace_path: '{{$.workspace_path}}' });
    const readFromWorkspaceTask = p.task(readFromWorkspace, { file_path: writeToWorkspaceTask.output });
    return { Output: readFromWorkspaceTask.output };
  },
});
