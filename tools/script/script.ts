import { Command } from 'commander';
import { examples } from '../../packages/cli/src/command-text.ts';

export { positiveInteger } from '../../packages/cli/src/command-text.ts';

/**
 * The command line of a script of this repository, as `tiphys` has it: `--help` says what it does and how it is called, anything
 * unknown ends it with a hint. Options are added to what this gives, and read by `.parse().opts()`.
 *
 * @param name as in `npm run NAME`
 * @param calls what may stand after `npm run NAME --`
 */
export function script(name: string, description: string, ...calls: readonly string[]): Command {
  const lines = [`npm run ${name}`, ...calls.map((call) => `npm run ${name} -- ${call}`)];
  return new Command(`npm run ${name} --`)
    .description(description)
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', examples(...lines));
}
