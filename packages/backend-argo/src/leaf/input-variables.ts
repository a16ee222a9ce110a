import { environmentName } from '@tiphys/contract';
import { inputText, tag } from '../expression.ts';
import { leafParameter } from '../scope/task-arguments.ts';

/** Characters of an input that one variable holds (128 KiB with its name is the kernel's limit). */
const wholeLength = 96_000;
/** Characters of base64 in a variable; a multiple of 4. */
const pieceLength = 96_000;

/**
 * The variables that give a pod its input, for the workflow's `podSpecPatch`. In the environment of a template it would count against
 * what a pod is told of its template, 128 KiB in all (argo-facts 2.6); a patch of the workflow does not. An input that one
 * variable cannot hold comes in pieces, in base64 so that none of them ends within a character; so does one that is not ASCII,
 * which the patch must be.
 */
export const inputVariables = tag(variables());

function variables(): string {
  const input = inputText(leafParameter);
  const base64 = `toBase64(${input})`;
  const piece = `${base64}[#*${pieceLength}:(#+1)*${pieceLength}]`;
  const last = `int((len(${base64})-1)/${pieceLength})`;
  const isWhole = `len(${input})<=${wholeLength}&&${input} matches '^[ -~]*$'`;
  const whole = `[{name:'${environmentName.input}',value:${input}}]`;
  const pieces = `map(0..${last},({name:'${environmentName.input}_'+toJson(#),value:${piece}}))`;
  return `toJson(${isWhole}?${whole}:${pieces})`;
}
