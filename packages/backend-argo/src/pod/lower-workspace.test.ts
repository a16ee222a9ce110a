import { expect, test } from 'vitest';
import { emit } from '../testing/emit.ts';
import { restrictedPod } from './pod-security.ts';

const container = { image: 'busybox', command: ['sh'] };
const pipeline = {
  pipelineInfo: { name: 'shared' },
  schemaVersion: '2.1.0',
  components: {
    'comp-use': { executorLabel: 'exec-use', inputDefinitions: { parameters: { dir: { parameterType: 'STRING' } } } },
    'comp-not': { executorLabel: 'exec-not' },
    'comp-nested': {
      dag: {
        tasks: {
          use: {
            componentRef: { name: 'comp-use' },
            inputs: { parameters: { dir: { componentInputParameter: 'at' } } },
          },
          not: { componentRef: { name: 'comp-not' } },
        },
      },
      inputDefinitions: { parameters: { at: { parameterType: 'STRING' } } },
    },
  },
  deploymentSpec: { executors: { 'exec-use': { container }, 'exec-not': { container } } },
  root: {
    dag: {
      tasks: {
        nested: {
          componentRef: { name: 'comp-nested' },
          inputs: { parameters: { at: { runtimeValue: { constant: '{{$.workspace_path}}/a' } } } },
        },
      },
    },
  },
};
const pvcSpecPatch = { accessModes: ['ReadWriteMany'], storageClassName: 'fast' };
const workspace = { size: '2Gi', kubernetes: { pvcSpecPatch } };
const platform = { platforms: { kubernetes: { pipelineConfig: { workspace } } } };
const documents = [pipeline, platform].map((document) => JSON.stringify(document)).join('\n---\n');

test('a workspace is a claim of the run, mounted where it is used', () => {
  const { spec, template, diagnostics } = emit(documents);
  expect(diagnostics).toEqual([]);
  expect(spec.volumeClaimTemplates).toEqual([
    {
      metadata: { name: 'kfp-workspace' },
      spec: {
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '2Gi' } },
        storageClassName: 'fast',
      },
    },
  ]);
  expect(template('use').container?.volumeMounts).toEqual([{ name: 'kfp-workspace', mountPath: '/kfp-workspace' }]);
  expect(template('use').volumes).toBeUndefined();
  expect(template('not').container?.volumeMounts).toBeUndefined();
});

test('its files belong to the group of the pods, whose user is not root', () => {
  expect(emit(documents).spec.securityContext).toEqual(restrictedPod);
  expect(restrictedPod.fsGroup).toBe(restrictedPod.runAsUser);
});

test('a nested pipeline is given its path, which no launcher puts in', () => {
  const { task, argument } = emit(documents);
  expect(argument(task('root', 'nested'), 'at')).toContain("toJson(('/kfp-workspace' + '/a'))");
});

test('a pipeline without a workspace has no claim', () => {
  const { spec, template } = emit(pipeline);
  expect(spec.volumeClaimTemplates).toBeUndefined();
  expect(template('use').container?.volumeMounts).toBeUndefined();
});
