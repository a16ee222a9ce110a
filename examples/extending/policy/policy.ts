import { definePlugin } from '@tiphys/compiler/plugin';
import type { ContainerExecutor, Finding } from '@tiphys/compiler/plugin';

/** Refuses what our cluster would not let in, or what would be another program tomorrow. */
export default definePlugin({
  name: 'policy',
  passes: [
    {
      name: 'images-and-limits',
      description: 'Refuses images that are not pinned, and containers without limits.',
      slot: 'built',
      run(plan, { report }) {
        for (const executor of Object.values(plan.executors)) {
          if (executor.kind !== 'container') continue;
          for (const finding of [...imageFindings(executor), ...limitFindings(executor)]) report(finding);
        }
        return plan;
      },
    },
  ],
});

function imageFindings({ name, image, dynamic, pod }: ContainerExecutor): readonly Finding[] {
  const at = { executor: name, field: 'image' } as const;
  const severity = 'error';
  const inits = (pod?.initContainers ?? []).map((init) => init.image);
  const unknown: Finding = {
    code: 'unknown-image',
    severity,
    message: `The image of "${name}" is a value of the run, and cannot be judged.`,
    hint: 'Write the image into the component.',
    at,
  };
  const known = dynamic?.image === undefined ? [image, ...inits] : inits;
  const loose = known
    .filter((one) => !isPinned(one))
    .map((one): Finding => {
      const hint = 'Pin it to a version, as in python:3.12, or to a digest.';
      return { code: 'not-pinned', severity, message: `"${name}" runs the image ${one}, which may change.`, hint, at };
    });
  return [...(dynamic?.image === undefined ? [] : [unknown]), ...loose];
}

/** A digest, or a tag other than `latest`. A colon before the last slash is the port of a registry. */
function isPinned(image: string): boolean {
  if (image.includes('@')) return true;
  const [, tag] = (image.split('/').at(-1) ?? '').split(':');
  return tag !== undefined && tag !== '' && tag !== 'latest';
}

function limitFindings({ name, resources, dynamic }: ContainerExecutor): readonly Finding[] {
  const missing = ['cpu', 'memory'].filter(
    (resource) => resources.limits?.[resource] === undefined && dynamic?.limits?.[resource] === undefined,
  );
  if (missing.length === 0) return [];
  return [
    {
      code: 'no-limits',
      severity: 'error',
      message: `"${name}" has no limit for ${missing.join(' and ')}.`,
      hint: `Call ${missing.map((resource) => `set_${resource}_limit(...)`).join(' and ')} on its tasks.`,
      at: { executor: name, field: 'resources' },
    },
  ];
}
