import picocolors from 'picocolors';
import type { TextOutput } from '../io.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The functions that put colour around a text, or do nothing. */
export type Paint = ReturnType<typeof picocolors.createColors>;

/** Whether to write colours to an output: NO_COLOR (no-color.org) and FORCE_COLOR win over what the terminal is. */
export function usesColor(output: TextOutput, env: Environment): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return output.isTerminal && env['TERM'] !== 'dumb';
}

/** The colours for an output. */
export function paintFor(output: TextOutput, env: Environment): Paint {
  return picocolors.createColors(usesColor(output, env));
}
