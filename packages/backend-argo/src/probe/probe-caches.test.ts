import { expect, test } from 'vitest';
import { reportManifest } from '../report.ts';
import { emit } from '../testing/emit.ts';

const gpu = { accelerator: { resourceType: 'nvidia.com/gpu', resourceCount: '1' } };
const cached = (component: string, more: object = {}): object => ({
  componentRef: { name: `comp-${component}` },
  cachingOptions: { enableCache: true },
  ...more,
});

/** A task `train` that wants a GPU, a task `read` that reads its output, and a task `plain` of the same component, not cached. */
const pipeline = (resources: object): object => ({
  pipelineInfo: { name: 'p' },
  schemaVersion: '2.1.0',
  components: {
    'comp-train': {
      executorLabel: 'exec-train',
      outputDefinitions: { parameters: { 'cache-hit': { parameterType: 'STRING' } } },
    },
    'comp-read': {
      executorLabel: 'exec-read',
      inputDefinitions: { parameters: { text: { parameterType: 'STRING' } } },
    },
  },
  deploymentSpec: {
    executors: {
      'exec-train': { container: { image: 'huge', command: ['train'], resources } },
      'exec-read': { container: { image: 'i', command: ['read'], resources: { resourceCpuLimit: '1' } } },
    },
  },
  root: {
    dag: {
      tasks: {
        train: cached('train'),
        plain: { componentRef: { name: 'comp-train' } },
        read: cached('read', {
          inputs: {
            parameters: { text: { taskOutputParameter: { producerTask: 'train', outputParameterKey: 'cache-hit' } } },
          },
          dependentTasks: ['train'],
        }),
      },
    },
  },
});

const templatesOf = (...given: Parameters<typeof emit>): readonly (string | undefined)[] =>
  (emit(...given).spec.templates?.map(({ name }) => name) ?? []).sort();

test('a cached task that wants a device is probed by the launcher alone; others share its template', () => {
  const { task, template, manifest } = emit(pipeline(gpu));
  expect(templatesOf(pipeline(gpu))).toEqual(['read', 'root', 'train', 'train-cached', 'train-probe']);
  expect(task('root', 'train').template).toBe('train-cached');
  expect(task('root', 'plain').template).toBe('train');
  const probe = template('train-probe');
  expect(probe.container).toMatchObject({ image: 'tiphys/launcher:0.1.0' });
  expect(probe.container).not.toHaveProperty('resources');
  expect(JSON.stringify(probe)).not.toContain('nvidia');
  expect(probe.outputs?.parameters?.map(({ name }) => name)).toEqual(['cache-hit-2', 'cache-hit']);
  expect(probe.container?.env).toContainEqual({ name: 'TIPHYS_PROBE', value: 'cache-hit-2' });
  const inner = task('train-cached', 'cache--run');
  expect(inner).toMatchObject({ template: 'train', arguments: { parameters: [{ name: 'in' }] } });
  expect(inner.depends).toBe('cache--probe.Succeeded || cache--probe.Failed || cache--probe.Errored');
  expect(reportManifest(manifest).pods).toEqual({ min: 3, max: 4 });
});

test('nothing changes without a device, unless all tasks are to be probed; never is never', () => {
  const plain = pipeline({ resourceCpuLimit: '4', resourceMemoryLimit: '8Gi' });
  expect(templatesOf(plain)).toEqual(['read', 'root', 'train']);
  expect(reportManifest(emit(plain).manifest).pods).toEqual({ min: 3, max: 3 });
  expect(templatesOf(plain, { cache: { probe: 'always' } })).toEqual([
    'read',
    'read-cached',
    'read-probe',
    'root',
    'train',
    'train-cached',
    'train-probe',
  ]);
  expect(templatesOf(pipeline(gpu), { cache: { probe: 'never', ttl: '1h' } })).toEqual(['read', 'root', 'train']);
});

test('a probe gets what all pods get and the account of its task, but nothing that is about devices', () => {
  const pods = {
    defaults: {
      labels: { team: 'a' },
      pod: { nodeSelector: { pool: 'batch' }, tolerations: [{ key: 'batch' }], serviceAccountName: 'all' },
      container: { resources: { limits: { cpu: '1', 'nvidia.com/gpu': 1 }, requests: { cpu: '1' } } },
      sidecars: [{ name: 'proxy', image: 'p', command: ['p'] }],
    },
    tasks: [{ match: { task: 'train' }, pod: { nodeSelector: { pool: 'gpu' }, serviceAccountName: 'trainer' } }],
  };
  const { template, task } = emit(pipeline(gpu), {}, { pods });
  const probe = template('train-probe');
  expect(probe).toMatchObject({
    metadata: { labels: { team: 'a' } },
    nodeSelector: { pool: 'batch' },
    tolerations: [{ key: 'batch' }],
    serviceAccountName: 'trainer',
    container: { image: 'tiphys/launcher:0.1.0', resources: { limits: { cpu: '1' }, requests: { cpu: '1' } } },
  });
  expect(probe.sidecars).toBeUndefined();
  const run = task('train-cached', 'cache--run').template ?? '';
  expect(template(run)).toMatchObject({ nodeSelector: { pool: 'gpu' }, serviceAccountName: 'trainer' });
});

test('a device that the configuration asks for counts as well', () => {
  const pods = { tasks: [{ match: { task: 'train' }, container: { resources: { limits: { 'nvidia.com/gpu': 2 } } } }] };
  const { task } = emit(pipeline({ resourceCpuLimit: '1' }), {}, { pods });
  expect(task('root', 'train').template).toBe('train-cached');
  expect(task('root', 'read').template).toBe('read');
});

test('the name of a task cannot be that of a probe', () => {
  const ir = pipeline(gpu) as { root: { dag: { tasks: Record<string, unknown> } } };
  ir.root.dag.tasks['cache--run'] = cached('train');
  expect(emit(ir).task('root', 't-cache--run').template).toBe('train-cached');
});
