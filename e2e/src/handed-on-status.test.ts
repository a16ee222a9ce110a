import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { expect, onTestFinished, test } from 'vitest';

const shell = (script: string, ...args: readonly string[]): object => ({
  container: { image: 'busybox', command: ['sh', '-c', script], args },
});
const status = {
  inputDefinitions: { parameters: { status: { parameterType: 'TASK_FINAL_STATUS', isOptional: true } } },
};
const from = (componentInputParameter: string): object => ({ parameters: { status: { componentInputParameter } } });

/** The exit task is a pipeline; a pipeline in it hands the status on to a component that takes a struct. */
const pipeline = {
  schemaVersion: '2.1.0',
  sdkVersion: 'kfp-2.17.0',
  pipelineInfo: { name: 'handed-on' },
  root: {
    dag: {
      tasks: {
        'exit-handler-1': { componentRef: { name: 'comp-guarded' }, taskInfo: { name: 'exit-handler-1' } },
        tidy: {
          componentRef: { name: 'comp-tidy' },
          dependentTasks: ['exit-handler-1'],
          inputs: { parameters: { status: { taskFinalStatus: { producerTask: 'exit-handler-1' } } } },
          taskInfo: { name: 'tidy' },
          triggerPolicy: { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' },
        },
      },
    },
  },
  components: {
    'comp-guarded': { dag: { tasks: { work: { componentRef: { name: 'comp-work' }, taskInfo: { name: 'work' } } } } },
    'comp-tidy': {
      ...status,
      dag: {
        tasks: { inner: { componentRef: { name: 'comp-inner' }, inputs: from('status'), taskInfo: { name: 'inner' } } },
      },
    },
    'comp-inner': {
      ...status,
      dag: {
        tasks: { say: { componentRef: { name: 'comp-say' }, inputs: from('status'), taskInfo: { name: 'say' } } },
      },
    },
    'comp-work': { executorLabel: 'exec-work' },
    'comp-say': {
      executorLabel: 'exec-say',
      inputDefinitions: { parameters: { status: { parameterType: 'STRUCT' } } },
      outputDefinitions: { parameters: { said: { parameterType: 'STRUCT' } } },
    },
  },
  deploymentSpec: {
    executors: {
      'exec-work': shell('echo "out of ink" >&2; exit 7'),
      'exec-say': shell(
        'printf %s "$0" > "$1"',
        "{{$.inputs.parameters['status']}}",
        "{{$.outputs.parameters['said'].output_file}}",
      ),
    },
  },
};

test('a pipeline that is an exit task hands on why the group failed, as a struct', async () => {
  const workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-status-'));
  onTestFinished(() => rm(workdir, { recursive: true, force: true }));
  const { run, phase, tasks } = await runManifest(compileToText(JSON.stringify(pipeline)), {
    store: openStore({ root: 'mem://test' }),
    workdir,
  });
  expect(phase).toBe('Failed');
  expect(tasks['tidy/inner/say']?.parameters['said']).toEqual({
    state: 'FAILED',
    pipelineJobResourceName: run,
    pipelineTaskName: 'exit-handler-1',
    error: { code: 7, message: 'work: The command ended with exit code 7.\nout of ink' },
  });
});
