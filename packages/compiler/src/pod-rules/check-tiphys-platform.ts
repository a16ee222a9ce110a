import type { DocumentPath } from '@tiphys/diagnostics';
import type { BuildContext } from '../build/build-context.ts';
import { badPodExtra, unknownPodExtra } from '../diagnostics.ts';
import { tiphysPlatformFaults } from './pod-rules-shape.ts';

const platformPath: DocumentPath = ['platforms', 'tiphys'];

/** Reports every field that Kubernetes does not have, every value that it would not take, and executors that do not exist. */
export function checkTiphysPlatform(context: BuildContext): void {
  const { platform, spec } = context.pipeline;
  const value = platform?.platforms['tiphys'];
  if (value === undefined) return;
  for (const fault of tiphysPlatformFaults(value)) {
    const place = context.place([...platformPath, ...fault.path]);
    if (fault.kind === 'unknown-field')
      context.report(unknownPodExtra(place, fault.field, fault.known, fault.elsewhere));
    else if (fault.kind === 'missing-field') context.report(badPodExtra(place, `It needs the field "${fault.field}"`));
    else if (fault.kind === 'not-one-of')
      context.report(badPodExtra(place, `It has to be one of ${fault.values.join(', ')}`));
    else context.report(badPodExtra(place, `It has to be ${fault.expected}`));
  }
  const known = Object.keys(spec.deploymentSpec.executors);
  for (const label of Object.keys(context.tiphys)) {
    if (known.includes(label)) continue;
    const place = context.place([...platformPath, 'deploymentSpec', 'executors', label]);
    context.report(unknownPodExtra(place, label, known));
  }
}
