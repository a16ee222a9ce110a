import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import { parse, stringify } from 'yaml';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

interface Manifest {
  readonly spec: { readonly templates: readonly { readonly name: string }[] };
}

/** The launcher's volume is too small for an input: the task fails in words that say so, and its command never ran. */
export const fullVolume: ClusterCase = {
  name: 'fault/full-volume',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'full-volume',
      tasks: {
        make: { script: 'head -c 200000000 /dev/zero > "$0"', artifacts: ['file'] },
        use: { script: 'echo used', inputs: { file: { task: 'make', output: 'file' } } },
      },
    });
    const manifest = parse(await bed.compile(pipeline)) as Manifest;
    const end = await bed.run(stringify(withSmallVolume(manifest)));
    assert.match(end.phase, /^(Failed|Error)$/);
    assert.equal(end.tasks['make']?.phase, 'Succeeded', end.tasks['make']?.message);
    assert.match(end.tasks['use']?.message ?? '', /no space left|ENOSPC|is full/i);
    const records = await listExecutions(bed.store, end.uid);
    assert.equal(records.find(({ path }) => path === 'use')?.state, 'ERROR');
    return end.tasks['use']?.message;
  },
};

/** What a template says wins over the defaults of all templates, where the launcher's volume is. */
function withSmallVolume(manifest: Manifest): Manifest {
  const volumes = [{ name: 'tiphys', emptyDir: { medium: 'Memory', sizeLimit: '200Mi' } }];
  const templates = manifest.spec.templates.map((template) =>
    template.name === 'use' ? { ...template, volumes } : template,
  );
  return { ...manifest, spec: { ...manifest.spec, templates } };
}
