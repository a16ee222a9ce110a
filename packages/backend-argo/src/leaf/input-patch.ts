import { environmentName } from '@tiphys/contract';
import { inputText } from '../expression.ts';
import type { PodPatch } from '../pod/pod-patch.ts';
import { leafParameter } from '../scope/task-arguments.ts';

/** Characters of an input that one variable holds for certain, at up to 4 bytes each (128 KiB is the kernel's limit). */
const wholeLength = 32_000;
/** Characters of base64 in a variable; a multiple of 4. */
const pieceLength = 120_000;

/**
 * The workflow's `podSpecPatch`, which gives every pod its input. In the environment of a template it would count against
 * what a pod is told of its template, 128 KiB in all (argo-facts 2.6); a patch of the workflow does not. An input that one
 * variable cannot hold comes in pieces, in base64 so that none of them ends within a character.
 */
export const inputPatch: PodPatch = { pod: {}, main: { env: `{{=${variables()}}}` } };

function variables(): string {
  const input = inputText(leafParameter);
  const base64 = `toBase64(${input})`;
  const piece = `${base64}[# * ${pieceLength}:(# + 1) * ${pieceLength}]`;
  const last = `int((len(${base64}) - 1) / ${pieceLength})`;
  const whole = `[{'name': '${environmentName.input}', 'value': ${input}}]`;
  const pieces = `map(0..${last}, ({'name': '${environmentName.input}_' + toJson(#), 'value': ${piece}}))`;
  return `toJson(len(${input}) <= ${wholeLength} ? ${whole} : ${pieces})`;
}
