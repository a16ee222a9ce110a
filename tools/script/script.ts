import { Command } from 'commander';
import { examples } from '../../packages/cli/src/command-text.ts';

export { positiveInteger } from '../../packages/cli/src/command-text.ts';

/**
 * The command line of a script of this repository, as `tiphys` has it: `--help` says what it does and how it is called, anything
 * unknown ends it with a hint. Options are added to what this gives, and read by `.parse().opts()`.
 *
 * @param name as in `npm run NAME`, or `npx` and what comes after it
 * @param calls what may stand behind: of `npm run NAME`, after `--`
 */
export function script(name: string, description: string, ...calls: readonly string[]): Command {
  const [alone, before] = name.startsWith('npx ') ? [name, name] : [`npm run ${name}`, `npm run ${name} --`];
  return new Command(before)
    .description(description)
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', examples(alone, ...calls.map((call) => `${before} ${call}`)));
}
