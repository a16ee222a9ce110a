import { contractVersion, packSpec, printInertJson, printRunContext } from '@tiphys/contract';
import type { ComponentSpec } from '@tiphys/contract';

/** A leaf template as the compiler emits it. */
export function launcherTemplate(
  name: string,
  component: Partial<ComponentSpec>,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const spec: ComponentSpec = {
    component: `comp-${name}`,
    image: 'busybox',
    command: ['sh', '-c'],
    args: [],
    inputs: {},
    outputs: {},
    ...component,
  };
  const published = Object.keys(spec.publish ?? {});
  const run = {
    pipeline: 'test-pipeline',
    name: '{{workflow.name}}',
    uid: '{{workflow.uid}}',
    created: '{{workflow.creationTimestamp.RFC3339}}',
    node: '{{node.name}}',
    pod: '{{pod.name}}',
  };
  return {
    name,
    inputs: { parameters: [{ name: 'in' }] },
    volumes: [{ name: 'tiphys', emptyDir: {} }],
    initContainers: [
      {
        name: 'tiphys',
        image: 'launcher',
        command: ['/tiphys-launcher', 'install', '/tiphys'],
        volumeMounts: [{ name: 'tiphys', mountPath: '/tiphys' }],
      },
    ],
    container: {
      image: 'busybox',
      command: ['/tiphys/launcher', 'run'],
      env: [
        { name: 'TIPHYS_SPEC', value: printInertJson(packSpec(spec)) },
        { name: 'TIPHYS_IN', value: '{{inputs.parameters.in}}' },
        { name: 'TIPHYS_RUN', value: printRunContext({ v: contractVersion }, run) },
        ...('retryStrategy' in more ? [{ name: 'TIPHYS_ATTEMPT', value: '{{retries}}' }] : []),
        { name: 'TIPHYS_STORE', value: '{"root":"minio://elsewhere/x","endpoint":"nowhere:9000"}' },
        { name: 'TIPHYS_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 's', key: 'accesskey' } } },
      ],
      volumeMounts: [
        { name: 'tiphys', mountPath: '/tiphys' },
        { name: 'tiphys', mountPath: '/minio', subPath: 'minio' },
      ],
    },
    ...(published.length === 0
      ? {}
      : {
          outputs: {
            parameters: published.map((output) => ({
              name: output,
              valueFrom: { path: `/tiphys/out/${output}`, default: 'null' },
            })),
          },
        }),
    ...more,
  };
}

/** A workflow of one DAG, `root`, all of whose tasks are targets. */
export function dagManifest(
  tasks: readonly { readonly name: string; readonly [field: string]: unknown }[],
  templates: readonly Record<string, unknown>[],
  outputs?: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'test-' },
    spec: {
      entrypoint: 'root',
      templates: [
        {
          name: 'root',
          dag: { failFast: false, target: tasks.map(({ name }) => name).join(' '), tasks },
          ...(outputs === undefined ? {} : { outputs }),
        },
        ...templates,
      ],
    },
  };
}

/** The argument `in` of a leaf. */
export function input(text: string): Record<string, unknown> {
  return { parameters: [{ name: 'in', value: text }] };
}
