/// <reference types="node" />
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { encodeWire } from '@tiphys/contract';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { EffectivePod } from '../testing/effective-pod.ts';
import { addedTo, effectivePod } from '../testing/effective-pod.ts';
import { emit } from '../testing/emit.ts';
import type { SnapshotPod } from '../testing/kfp-snapshots.ts';
import { snapshotPods } from '../testing/kfp-snapshots.ts';

/** What kfp-kubernetes itself is tested with. */
const folder = path.resolve(
  process.env['TIPHYS_CORPUS'] ?? path.join(import.meta.dirname, '../../../../../shared/corpus'),
  'extra/kubernetes_platform_snapshots',
);

/** The pipeline of a file; with options for one executor, which may take the parameter `value`, or with none at all. */
function documents(file: string, label?: string, config?: JsonObject): string {
  const [spec, platform] = loadAll(readFileSync(path.join(folder, file), 'utf8')) as [Ir, JsonObject];
  if (label === undefined) return [spec, platform].map((document) => JSON.stringify(document)).join('\n---\n');
  const type = JSON.stringify(config ?? {}).includes('NameParameter') ? 'STRING' : 'STRUCT';
  const inputDefinitions = { parameters: { value: { parameterType: type, isOptional: true } } };
  const root = { ...spec.root, inputDefinitions };
  const platforms = { kubernetes: { deploymentSpec: { executors: config === undefined ? {} : { [label]: config } } } };
  return `${JSON.stringify({ ...spec, root })}\n---\n${JSON.stringify({ platforms })}`;
}

interface Ir {
  readonly root: JsonObject;
}

/** The pod of a template whose task gives it tags with these values. */
function podOf(ir: string, template: string, values: Readonly<Record<string, JsonValue>>): EffectivePod {
  const emitted = emit(ir);
  const use = emitted.task('root', template);
  const inputs = (emitted.template(template).inputs?.parameters ?? []).filter(({ name }) => name !== 'in');
  const given = inputs.map(({ name }): [string, string] => {
    const [, tag = ''] = /^\{\{(.*)\}\}$/.exec(emitted.argument(use, name)) ?? [];
    return [name, encodeWire(values[tag] ?? null)];
  });
  return effectivePod(emitted.template(template), Object.fromEntries(given));
}

/** What the pod has because of its options, and nothing else. */
function fieldsOf(snapshot: SnapshotPod, ir: string, values: Readonly<Record<string, JsonValue>> = {}): JsonObject {
  const { file, template } = snapshot;
  return addedTo(podOf(documents(file, `exec-${template}`), template, {}), podOf(ir, template, values));
}

const titled = snapshotPods.map((snapshot) => ({ title: `${snapshot.file}, ${snapshot.template}`, snapshot }));

describe.skipIf(!existsSync(folder))('the snapshots of kfp-kubernetes', () => {
  test.each(titled)('$title: as the file has it', ({ snapshot }) => {
    const { file, pod, volume = '', values } = snapshot;
    expect(fieldsOf(snapshot, documents(file), values)).toEqual(pod(volume));
  });

  test.each(titled.filter(({ snapshot }) => typeof snapshot.other !== 'string'))(
    '$title: the same in its other form, constant or dynamic',
    ({ snapshot }) => {
      const { file, template, pod, other } = snapshot;
      if (typeof other === 'string') return;
      const { config, value = null, volume = '', pod: wanted = pod(volume) } = other;
      const ir = documents(file, `exec-${template}`, config);
      expect(fieldsOf(snapshot, ir, { 'inputs.parameters.value': value })).toEqual(wanted);
    },
  );

  test('every file is in the table', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    expect([...new Set(snapshotPods.map(({ file }) => file))].sort()).toEqual(files.sort());
  });
});
