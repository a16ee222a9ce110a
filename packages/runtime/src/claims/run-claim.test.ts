import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { component, withBed } from '../testing/task-fixture.ts';
import type { Bed, Ran } from '../testing/task-fixture.ts';
import { claimDataFolder, createFolderClaims } from './folder-claims.ts';
import type { VolumeClaim, VolumeClaims } from './volume-claims.ts';

const create = component({
  claim: { action: 'create', owned: true },
  inputs: {
    parameters: {
      access_modes: { type: 'LIST' },
      size: { type: 'STRING' },
      pvc_name: { type: 'STRING', optional: true },
      pvc_name_suffix: { type: 'STRING', optional: true },
      storage_class_name: { type: 'STRING', optional: true, default: '' },
      volume_name: { type: 'STRING', optional: true },
      annotations: { type: 'STRUCT', optional: true },
      data_source: { type: 'STRUCT', optional: true },
    },
  },
  outputs: { parameters: { name: { type: 'STRING' } } },
  publish: { name: 'parameters/name' },
});
const remove = component({
  claim: { action: 'delete' },
  inputs: { parameters: { pvc_name: { type: 'STRING' } } },
});
const basics = { access_modes: ['ReadWriteOnce'], size: '5Gi' };

/** Claims that are kept in a list. */
function memoryClaims(): VolumeClaims & { readonly made: Map<string, VolumeClaim> } {
  const made = new Map<string, VolumeClaim>();
  return {
    made,
    create(claim) {
      const before = made.get(claim.name);
      if (before !== undefined) return Promise.resolve({ annotations: before.annotations });
      made.set(claim.name, claim);
      return Promise.resolve('created');
    },
    delete: (name) => Promise.resolve(made.delete(name)),
  };
}

function make(bed: Bed, claims: VolumeClaims, inputs: JsonValue, more: object = {}): Promise<Ran> {
  return bed.run(create, { p: { ...basics, ...(inputs as object) }, ...more }, { claims });
}

test('a claim with all that the SDK can say of it', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    const source = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };
    const ran = await make(bed, claims, {
      pvc_name: 'mine',
      storage_class_name: 'fast',
      volume_name: 'v',
      annotations: { a: 'b' },
      data_source: source,
    });
    expect(await ran.published('name')).toBe('mine');
    expect(claims.made.get('mine')).toEqual({
      name: 'mine',
      annotations: { a: 'b', 'tiphys.dev/created-by': 'uid-1/task' },
      labels: { 'workflows.argoproj.io/workflow': 'run-1' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '5Gi' } },
        storageClassName: 'fast',
        volumeName: 'v',
        dataSource: source,
      },
    });
  }));

test('a suffix gives the name that the SDK documents, and the claim goes with its run', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    expect(await (await make(bed, claims, { pvc_name_suffix: '-data' })).published('name')).toBe('run-1-data');
    expect(claims.made.get('run-1-data')?.owner).toEqual({ name: 'run-1', uid: 'uid-1' });
    // The storage class is the cluster's own.
    expect(claims.made.get('run-1-data')?.spec).not.toHaveProperty('storageClassName');
  }));

test('an empty storage class means one only when it was given, or a volume was', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    await make(bed, claims, { pvc_name: 'given', storage_class_name: '' });
    const context = { node: 'run-1.main.other' };
    await bed.run(create, { p: { ...basics, pvc_name: 'static', volume_name: 'v' } }, { claims, context });
    expect(claims.made.get('given')?.spec['storageClassName']).toBe('');
    expect(claims.made.get('static')?.spec['storageClassName']).toBe('');
  }));

test('the same task finds the claim that it made; another task of the run gets one of its own', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    const inputs = { p: { ...basics, pvc_name_suffix: 'data' } };
    const name = async (node: string): Promise<JsonValue> =>
      (await bed.run(create, inputs, { claims, context: { node, pod: `pod-of-${node}` } })).published('name');
    expect(await name('run-1.main.one')).toBe('run-1-data');
    expect(await name('run-1.main.two')).toMatch(/^run-1-data-[0-9a-f]{6}$/);
    const iterations = [await name('run-1.main.loop.each(0:0).one'), await name('run-1.main.loop.each(1:1).one')];
    expect(new Set([...iterations, 'run-1-data']).size).toBe(3);
    expect(claims.made.size).toBe(4);
  }));

test('a claim of that name fails the task, unless the task may take results of before', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    await claims.create({ name: 'mine', annotations: {}, labels: {}, spec: {} });
    const refused = await make(bed, claims, { pvc_name: 'mine' });
    expect(refused.result).toMatchObject({ phase: 'Failed', message: expect.stringContaining('"mine" already') });
    expect(await (await make(bed, claims, { pvc_name: 'mine' }, { c: true })).published('name')).toBe('mine');
  }));

test.each([
  [{ access_modes: ['Sometimes'] }, 'access_modes has to be'],
  [{ access_modes: [] }, 'access_modes has to be'],
  [{ size: '' }, 'size is empty'],
  [{ pvc_name: 'a', pvc_name_suffix: 'b' }, 'Only one of'],
  [{ annotations: { a: 1 } }, 'annotations has to be'],
])('refuses %j', (inputs, message) =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    const { result } = await make(bed, claims, inputs);
    expect(result).toMatchObject({ phase: 'Failed', message: expect.stringContaining(message) });
    expect(claims.made.size).toBe(0);
  }),
);

test('deletes a claim; what is not there fails the first attempt only', () =>
  withBed(async (bed) => {
    const claims = memoryClaims();
    await claims.create({ name: 'mine', annotations: {}, labels: {}, spec: {} });
    const attempt = (number: string): Promise<Ran> =>
      bed.run(remove, { p: { pvc_name: 'mine' } }, { claims, context: { pod: `p${number}`, attempt: number } });
    expect((await attempt('0')).result.phase).toBe('Succeeded');
    expect(claims.made.size).toBe(0);
    expect((await attempt('1')).result.phase).toBe('Succeeded');
    const again = await bed.run(remove, { p: { pvc_name: 'mine' } }, { claims, context: { node: 'run-1.main.x' } });
    expect(again.result).toMatchObject({ phase: 'Failed', message: 'There is no volume claim "mine" to delete.' });
  }));

test('without anything that holds claims the task is an error', () =>
  withBed(async (bed) => {
    expect((await bed.run(create, { p: basics })).result.phase).toBe('Error');
  }));

test('on one machine a claim is a folder', () =>
  withBed(async ({ directory }) => {
    const claims = createFolderClaims(directory);
    const claim = { name: 'c', annotations: { a: 'b' }, labels: {}, spec: {} };
    expect(await claims.create(claim)).toBe('created');
    await writeFile(join(claimDataFolder(directory, 'c'), 'file'), 'kept');
    expect(await claims.create({ ...claim, annotations: {} })).toEqual({ annotations: { a: 'b' } });
    expect(await readFile(join(directory, 'c', 'file'), 'utf8')).toBe('kept');
    expect(await claims.delete('c')).toBe(true);
    expect(await claims.delete('c')).toBe(false);
    await expect(claims.delete('../c')).rejects.toThrow('cannot be the name');
  }));
