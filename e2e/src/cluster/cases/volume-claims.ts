import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { REPOSITORY } from '../../find-pipelines.ts';
import { mustRun } from '../../run-process.ts';
import { prepareNamespace } from '../argo.ts';
import type { ClusterCase } from '../case.ts';

const text = { parameterType: 'STRING' };
const fixed = (constant: unknown): object => ({ runtimeValue: { constant } });

const spec = {
  pipelineInfo: { name: 'claims' },
  schemaVersion: '2.1.0',
  components: {
    'comp-createpvc': {
      executorLabel: 'exec-createpvc',
      inputDefinitions: {
        parameters: {
          access_modes: { parameterType: 'LIST' },
          pvc_name: { ...text, isOptional: true },
          size: text,
          storage_class_name: { ...text, isOptional: true },
        },
      },
      outputDefinitions: { parameters: { name: text } },
    },
    'comp-deletepvc': { executorLabel: 'exec-deletepvc', inputDefinitions: { parameters: { pvc_name: text } } },
  },
  deploymentSpec: {
    executors: {
      'exec-createpvc': { container: { image: 'argostub/createpvc' } },
      'exec-deletepvc': { container: { image: 'argostub/deletepvc' } },
    },
  },
  root: {
    dag: {
      tasks: {
        make: {
          componentRef: { name: 'comp-createpvc' },
          inputs: {
            parameters: {
              access_modes: fixed(['ReadWriteOnce']),
              pvc_name: fixed('made-here'),
              size: fixed('1Mi'),
              storage_class_name: fixed(''),
            },
          },
        },
        remove: {
          componentRef: { name: 'comp-deletepvc' },
          dependentTasks: ['make'],
          inputs: {
            parameters: { pvc_name: { taskOutputParameter: { producerTask: 'make', outputParameterKey: 'name' } } },
          },
        },
      },
    },
  },
};

/** A claim is made and deleted with what `tiphys rbac` prints, and no other access. */
export const volumeClaims: ClusterCase = {
  name: 'pod/volume-claims',
  run: async (bed) => {
    const space = 'claims';
    await prepareNamespace(bed.api, space);
    const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-claims-'));
    try {
      const file = path.join(folder, 'pipeline.json');
      await writeFile(file, JSON.stringify(spec));
      const program = path.join(REPOSITORY, 'packages/cli/bin/tiphys.js');
      const printed = await mustRun(process.execPath, [program, 'rbac', file, '--namespace', space]);
      for (const document of parseAllDocuments(printed)) {
        const object = document.toJS() as Access;
        const kind = `${object.kind.toLowerCase()}s`;
        const at = `/apis/rbac.authorization.k8s.io/v1/namespaces/${space}/${kind}/${object.metadata.name}`;
        await bed.api.apply(at, object);
      }
      const end = await bed.run(await bed.compile(file), space);
      assert.equal(end.phase, 'Succeeded', end.message);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const claims = (await bed.api.get(`/api/v1/namespaces/${space}/persistentvolumeclaims`)) as {
      readonly items: readonly { readonly metadata: { readonly deletionTimestamp?: string } }[];
    };
    assert.deepEqual(
      claims.items.filter(({ metadata }) => metadata.deletionTimestamp === undefined),
      [],
    );
    return undefined;
  },
};

interface Access {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}
