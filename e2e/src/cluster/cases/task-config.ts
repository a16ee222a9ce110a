import { strict as assert } from 'node:assert';
import { printJson } from '@tiphys/diagnostics';
import { valueText } from '@tiphys/expr';
import type { ClusterCase } from '../case.ts';
import { expectPods } from '../expect-pods.ts';

const toleration = { key: 'nobody', operator: 'Exists' };

/** What the task has to be told, with the name of its run where the workspace is. */
const told =
  valueText({
    affinity: null,
    tolerations: [toleration],
    nodeSelector: { nowhere: 'there-is-none' },
    env: [
      { name: 'EPOCHS', value: '5' },
      { name: 'WORD', valueFrom: { secretKeyRef: { name: 'no-such-secret', key: 'word' } } },
    ],
    volumes: [
      { name: 'kfp-workspace', persistentVolumeClaim: { claimName: '{{$.pipeline_job_name}}-kfp-workspace' } },
      { name: 'no-such-claim', persistentVolumeClaim: { claimName: 'no-such-claim' } },
    ],
    volumeMounts: [
      { name: 'kfp-workspace', mountPath: '/kfp-workspace' },
      { name: 'no-such-claim', mountPath: '/data' },
    ],
    resources: { limits: { 'nvidia.com/gpu': '8' } },
  }) ?? '';

const ir = {
  pipelineInfo: { name: 'task-config' },
  schemaVersion: '2.1.0',
  components: {
    'comp-named': {
      executorLabel: 'exec-named',
      outputDefinitions: { parameters: { name: { parameterType: 'STRING' } } },
    },
    'comp-told': {
      executorLabel: 'exec-told',
      inputDefinitions: { parameters: { config: { parameterType: 'TASK_CONFIG', isOptional: true } } },
      taskConfigPassthroughs: [
        { field: 'ENV' },
        { field: 'RESOURCES' },
        { field: 'KUBERNETES_VOLUMES' },
        { field: 'KUBERNETES_NODE_SELECTOR' },
        { field: 'KUBERNETES_TOLERATIONS', applyToTask: true },
      ],
    },
  },
  deploymentSpec: {
    executors: {
      'exec-named': {
        container: {
          image: 'busybox',
          command: ['sh', '-c', 'printf no-such-claim > "$0"', "{{$.outputs.parameters['name'].output_file}}"],
        },
      },
      'exec-told': {
        container: {
          image: 'busybox',
          command: [
            'sh',
            '-c',
            'echo "$0"; [ "$0" = "$1" ] && [ -z "$EPOCHS$WORD" ] && [ ! -e "$2" ]',
            "{{$.inputs.parameters['config']}}",
            told,
            '/kfp-workspace',
          ],
          env: [{ name: 'EPOCHS', value: '5' }],
          resources: { accelerator: { resourceType: 'nvidia.com/gpu', resourceCount: '8' } },
        },
      },
    },
  },
  root: {
    dag: {
      tasks: {
        named: { componentRef: { name: 'comp-named' }, taskInfo: { name: 'named' } },
        told: { componentRef: { name: 'comp-told' }, taskInfo: { name: 'told' }, dependentTasks: ['named'] },
      },
    },
  },
};

const options = {
  secretAsEnv: [{ secretName: 'no-such-secret', keyToEnv: [{ secretKey: 'word', envVar: 'WORD' }] }],
  pvcMount: [
    {
      pvcNameParameter: { taskOutputParameter: { producerTask: 'named', outputParameterKey: 'name' } },
      mountPath: '/data',
    },
  ],
  nodeSelector: { labels: { nowhere: 'there-is-none' } },
  tolerations: [toleration],
};
const platforms = {
  kubernetes: {
    deploymentSpec: { executors: { 'exec-told': options } },
    pipelineConfig: { workspace: { size: '1Mi' } },
  },
};

/**
 * A task is told of options with which its own pod could never start, and starts: there are no such devices, nodes, claims and
 * Secrets. What is told and given is in its pod.
 */
export const taskConfig: ClusterCase = {
  name: 'pod/task-config',
  run: async (bed) => {
    const end = await bed.run(await bed.compile({ ir: `${printJson(ir)}\n---\n${printJson({ platforms })}\n` }));
    assert.equal(end.phase, 'Succeeded', end.message);
    await expectPods(bed.api, end.name, { told: { tolerations: [toleration], nodeSelector: undefined } });
    return undefined;
  },
};
