import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createProgram } from './program.ts';
import { createTestIo } from './testing/test-io.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
const program = createProgram(createTestIo(), () => undefined);

/** The text below the heading of a command. */
function section(name: string): string {
  return page.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
}

/** Flags in the first column of the tables of a text. */
function documentedFlags(text: string): string[] {
  const firstCells = [...text.matchAll(/^\|([^|]*)\|/gm)].map(([, cell = '']) => cell);
  return firstCells.flatMap((cell) => [...cell.matchAll(/`(--?[a-z][a-z-]*)`/g)].map(([, flag = '']) => flag)).sort();
}

test.each(program.commands.map((command) => [command.name(), command] as const))(
  'docs/cli.md has the flags of %s, and no others',
  (name, command) => {
    const flags = [command, ...command.commands]
      .flatMap(({ options }) => options)
      .flatMap(({ short, long }) => [short, long])
      .filter((flag) => flag !== undefined);
    expect(section(name), `a section "## ${name}"`).not.toBe('');
    expect(documentedFlags(section(name))).toEqual(flags.sort());
  },
);

test('docs/cli.md names every choice', () => {
  for (const command of program.commands) {
    for (const { argChoices } of [...command.options, ...command.registeredArguments]) {
      for (const choice of argChoices ?? []) expect(section(command.name())).toContain(`\`${choice}\``);
    }
  }
});

test('docs/cli.md has no section for a command that does not exist', () => {
  const names = [...page.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name);
  expect(names).toEqual(program.commands.map((command) => command.name()));
});
