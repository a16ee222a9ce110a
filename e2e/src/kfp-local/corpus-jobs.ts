import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JsonValue } from '@tiphys/diagnostics';
import { corpusCases } from '../corpus/cases.ts';
import { REPOSITORY, corpusFolder, corpusPipelines, examplePipelines } from '../find-pipelines.ts';
import { sampleInputs } from './sample-inputs.ts';
import type { Job } from './job.ts';

/** Arguments beyond those of the corpus cases, where no sample of the type will do. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, JsonValue>>>> = {
  'local_execution/local_execution_pipeline_with_retry.yaml': { counter_path: 'FOLDER/counter' },
  'env-var.yaml': { env_var: 'CORPUS_SEED' },
  'component_with_task_final_status_GH-12033.yaml': {
    status: {
      state: 'FAILED',
      pipelineJobResourceName: 'job',
      pipelineTaskName: 'task',
      error: { code: 9, message: 'no' },
    },
  },
};

/** Pipelines that cannot run on a machine that has nothing but the SDK, in neither way, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'container_with_artifact_output.yaml': 'its program is in its image only',
  'container_io.yaml': 'its program is in its image only',
  'container_with_concat_placeholder.yaml': 'its program is in its image only',
  'container_with_if_placeholder.yaml': 'its program is in its image only',
  'container_with_placeholder_in_fstring.yaml': 'its program is in its image only',
  'containerized_python_component.yaml': 'its program is in its image only',
  'critical/pipeline_with_artifact_upload_download.yaml': 'needs the package `datasets`',
  'critical/pipeline_with_volume_long_name.yaml':
    'volumes are objects of a cluster, made by containers without a command',
  'essential/component_with_pip_install.yaml': 'needs the package `yapf`',
  'essential/component_with_pip_install_in_venv.yaml': 'needs the package `yapf`',
  'essential/iris_pipeline_compiled.yaml': 'needs the packages `pandas` and `scikit-learn`',
  'integration/ray_integration_compiled.yaml': 'needs Ray and a cluster',
  'log_streaming_compiled.yaml': 'sleeps for a minute',
  'long-running.yaml': 'sleeps for minutes',
  'notebook_component_mixed.yaml': 'needs the packages of Jupyter',
  'parallel_and_nested/parallel_for_mount_pvc.yaml':
    'volumes are objects of a cluster, made by containers without a command',
  'components_with_optional_artifacts.yaml': 'reads from `gs://`',
  'pipeline_with_importer.json': 'reads from `gs://`',
  'pipeline_with_importer.yaml': 'reads from `gs://`',
  'pipeline_with_condition_dynamic_task_output_custom_training_job.yaml': 'starts jobs of Vertex AI',
  'pipeline_with_volume.yaml': 'volumes are objects of a cluster, made by containers without a command',
  'pipeline_with_volume_no_cache.yaml': 'volumes are objects of a cluster, made by containers without a command',
  'pythonic_artifact_with_single_return.yaml': 'needs the package `dill`',
  'sequential_v2.yaml': 'reads from `gs://`',
  'two_step_pipeline.yaml': 'writes by `gsutil`',
  'upload_download_compiled.yaml': 'makes 20 MB of random bytes',
  'xgboost_sample_pipeline.yaml': 'needs the package `xgboost` and the network',
};

/** A job for each pipeline of the corpus and of our examples that can run here, as many as it has cases; none without a corpus. */
export async function corpusJobs(): Promise<readonly Job[]> {
  const corpus = corpusFolder();
  if (corpus === undefined) return [];
  const files = (await corpusPipelines(['valid'])) ?? [];
  const jobs = files.map(async ({ file }) => jobsOf(file, path.relative(path.join(corpus, 'valid'), file)));
  const examples = [...new Set((await examplePipelines()).map(({ file }) => file))].filter((file) =>
    file.endsWith('.yaml'),
  );
  const own = examples.map(async (file) => jobsOf(file, path.relative(REPOSITORY, file)));
  return (await Promise.all([...jobs, ...own])).flat();
}

async function jobsOf(ir: string, name: string): Promise<readonly Job[]> {
  if (name in leftOut) return [];
  const sample = sampleInputs(await readFile(ir, 'utf8'));
  const cases = corpusCases.filter(({ file }) => file === name);
  return (cases.length === 0 ? [{ parameters: {}, seed: 0 }] : cases).map(({ parameters, seed = 0 }, index) => ({
    id: index === 0 ? name : `${name} (${String(index + 1)})`,
    ir,
    arguments: { ...sample.parameters, ...ARGUMENTS[name], ...parameters },
    artifacts: sample.artifacts,
    seed,
  }));
}
