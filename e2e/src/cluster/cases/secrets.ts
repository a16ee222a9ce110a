import { strict as assert } from 'node:assert';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { namespace } from '../addresses.ts';
import { storeKeys } from '../argo.ts';
import type { ClusterCase } from '../case.ts';
import { podsPath } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { TestBed } from '../test-bed.ts';
import { argoPath } from '../workflows.ts';

/** Values that nothing else holds. */
const values = { env: 'b7Kq-env-9xWz41', file: 'c2Lm-file-7yVt63', named: 'd5Np-named-3uSr85' } as const;

/**
 * A run whose tasks have Secrets as variables and files, one of them named by a parameter, and fail once; one of them prints its
 * variables. No value is anywhere but in the Secrets, in the tasks and in what that one printed, and neither are the keys of the store.
 */
export const secrets: ClusterCase = {
  name: 'security/secrets-stay-where-they-are',
  run: async (bed) => {
    const name = 'secrets-stay';
    for (const [key, value] of Object.entries(values)) {
      const metadata = { name: `known-${key}` };
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { word: value } };
      await bed.api.apply(`/api/v1/namespaces/${namespace.workflows}/secrets/${metadata.name}`, secret);
    }
    const manifest = await bed.compile(pipeline(name));
    const end = await bed.run(manifest);
    // The tasks saw them all.
    assert.equal(end.tasks['use']?.phase, 'Succeeded', end.message);
    assert.equal(end.tasks['fail']?.phase, 'Failed', end.message);
    assert.match(end.tasks['prints']?.message ?? '', /said: [*]{3} [*]{3}/);
    const places = [
      ['the manifest', manifest] as const,
      ...(await inCluster(bed, end.name)),
      ...(await inStore(bed, [name, end.uid])),
      ...(await inLogs(bed.logs)),
    ];
    const wanted = [...Object.values(values), storeKeys.secretKey];
    const texts = wanted.flatMap((text) => [text, Buffer.from(text).toString('base64')]);
    const found = places.flatMap(([place, text]) =>
      texts.filter((one) => text.includes(one)).map((one) => `${one} in ${place}`),
    );
    assert.deepEqual(found, []);
    return `${String(places.length)} places`;
  },
};

function pipeline(name: string): { readonly ir: string } {
  const variable = (source: object, envVar: string): object => ({
    ...source,
    keyToEnv: [{ secretKey: 'word', envVar }],
  });
  const kubernetes = {
    secretAsEnv: [
      variable({ secretName: 'known-env' }, 'WORD'),
      variable({ secretNameParameter: { componentInputParameter: 'which' } }, 'NAMED'),
    ],
    secretAsVolume: [{ secretName: 'known-file', mountPath: '/known' }],
  } as never;
  // A script that held what it looks for would bring it into the manifest: lengths have to do.
  const sees = [
    `[ \${#WORD} = ${String(values.env.length)} ]`,
    `[ $(wc -c < /known/word) = ${String(values.file.length)} ]`,
    `[ \${#NAMED} = ${String(values.named.length)} ]`,
  ].join(' && ');
  return shellPipeline({
    name,
    inputs: { which: 'known-named' },
    tasks: {
      use: {
        script: `${sees} && echo seen && printf ok > "$0" && echo ok > "$1"`,
        outputs: ['out'],
        artifacts: ['file'],
        cache: true,
        kubernetes,
      },
      prints: { script: 'echo "$WORD"; echo "said: $WORD $NAMED" >&2; exit 3', kubernetes },
      fail: { script: `${sees} && echo failing >&2; exit 3`, retries: 1, kubernetes },
    },
  });
}

type Place = readonly [name: string, text: string];

/** The workflow, its pods with the logs of all their containers, what they told Argo, and events. */
async function inCluster({ api }: TestBed, workflow: string): Promise<readonly Place[]> {
  const query = `labelSelector=${encodeURIComponent(`workflows.argoproj.io/workflow=${workflow}`)}`;
  const at = `/api/v1/namespaces/${namespace.workflows}`;
  const paths = [
    `${argoPath()}/${workflow}`,
    `${argoPath('workflowtaskresults')}?${query}`,
    `${podsPath()}?${query}`,
    `${at}/events`,
    `${at}/configmaps`,
  ];
  const { items } = (await api.get(`${podsPath()}?${query}`)) as { readonly items: readonly PodSpec[] };
  assert.ok(items.length >= 4, 'the pods of the run are there');
  const logs = items.flatMap(({ metadata, spec }) =>
    [...(spec.initContainers ?? []), ...spec.containers]
      // What a command prints is its own in the log of its container.
      .filter(
        ({ name }) => name !== 'main' || !metadata.annotations['workflows.argoproj.io/node-name']?.endsWith('.prints'),
      )
      .map(({ name }) => `${podsPath()}/${metadata.name}/log?container=${name}`),
  );
  return Promise.all([...paths, ...logs].map(async (path_): Promise<Place> => [path_, await api.text(path_)]));
}

interface PodSpec {
  readonly metadata: { readonly name: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: {
    readonly containers: readonly { readonly name: string }[];
    readonly initContainers?: readonly { readonly name: string }[];
  };
}

/** Artifacts, records, logs and cache entries of the run, and everything else whose address has one of these words. */
async function inStore({ store }: TestBed, words: readonly string[]): Promise<readonly Place[]> {
  const places: Place[] = [];
  for await (const { uri } of store.list('minio://mlpipeline/v2/artifacts/')) {
    if (!words.some((word) => uri.includes(word)) && !uri.includes('/cache/')) continue;
    places.push([uri, Buffer.from(await store.get(uri)).toString('latin1')]);
  }
  for (const kind of ['.log', '.json'])
    assert.ok(
      places.some(([uri]) => uri.endsWith(kind)),
      `no ${kind} in the store`,
    );
  return places;
}

/** What the parts of the cluster wrote. */
async function inLogs(folder: string): Promise<readonly Place[]> {
  const files = await readdir(folder);
  return Promise.all(
    files.map(async (file): Promise<Place> => [file, await readFile(path.join(folder, file), 'utf8')]),
  );
}
