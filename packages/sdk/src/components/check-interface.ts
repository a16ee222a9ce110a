import { badName, sameName } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import type { Types } from '../types/type.ts';
import { kebabName } from '../ir/unique-name.ts';

const rule = 'Letters, digits, underscores and dashes, a letter first.';

/** Refuses names that the IR, or a program that reads them, could not hold. */
export function checkInterface(name: string, inputs: Types, outputs: Types): void {
  if (kebabName(name) === '') fail(badName({ what: 'a component', name, rule: 'It needs letters or digits.' }));
  for (const input of Object.keys(inputs)) checkName(`an input of ${name}`, input);
  for (const output of Object.keys(outputs)) checkName(`an output of ${name}`, output);
  const both = Object.keys(inputs).find((input) => Object.hasOwn(outputs, input));
  if (both !== undefined) fail(sameName({ component: name, name: both }));
}

function checkName(what: string, name: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) fail(badName({ what, name, rule }));
}
