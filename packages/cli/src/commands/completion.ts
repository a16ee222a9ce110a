import type { Command, Option } from 'commander';
import { exitCode } from '@tiphys/diagnostics';
import type { CommandContext } from '../command-context.ts';

/** One command as a shell needs to know it. */
interface Completable {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
}

/** `tiphys completion`: prints a script made of the commands and flags as they are. Gives the exit code. */
export function completion(shell: string, { io, program }: CommandContext): number {
  const commands = [...program.commands]
    .map((command) => describe(command, program))
    .filter(({ name }) => name !== 'help');
  const scripts: Record<string, (commands: readonly Completable[]) => string> = { bash, zsh, fish };
  io.stdout.write(scripts[shell]?.(commands) ?? '');
  return exitCode.ok;
}

function describe(command: Command, program: Command): Completable {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    options: [
      ...help.visibleOptions(command),
      ...command.commands.flatMap((each) => each.options),
      ...program.options.filter(({ long }) => long !== '--version'),
    ],
  };
}

function flags(option: Option): string[] {
  return [option.short, option.long].filter((flag) => flag !== undefined);
}

function bash(commands: readonly Completable[]): string {
  const cases = commands.flatMap(({ name, options }) => [
    `    ${name}) flags="${options.flatMap(flags).join(' ')}" ;;`,
  ]);
  const values = commands
    .flatMap(({ options }) => options)
    .filter(({ argChoices }) => argChoices !== undefined)
    .map(
      (option) =>
        `    ${flags(option).join('|')}) COMPREPLY=($(compgen -W "${option.argChoices?.join(' ')}" -- "$word")); return ;;`,
    );
  return `# bash completion for tiphys: source <(tiphys completion bash)
_tiphys() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" flags=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} help --help --version" -- "$word"))
    return
  fi
  case "$previous" in
${[...new Set(values)].join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
    completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word")); return ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _tiphys tiphys
`;
}

function zsh(commands: readonly Completable[]): string {
  const quoted = (text: string): string =>
    text.replaceAll("'", '').replaceAll('[', '(').replaceAll(']', ')').replaceAll(':', ' -');
  const argument = (option: Option): string => {
    if (!option.required) return '';
    return option.argChoices === undefined ? ':value:_files' : `:value:(${option.argChoices.join(' ')})`;
  };
  const specs = (options: readonly Option[]): string =>
    options
      .flatMap((option) =>
        flags(option).map((flag) => `        '${flag}[${quoted(option.description)}]${argument(option)}'`),
      )
      .join(' \\\n');
  return `#compdef tiphys
# zsh completion for tiphys: source <(tiphys completion zsh)
_tiphys() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(({ name, description }) => `      '${name}:${quoted(description)}'`).join('\n')}
    )
    _describe command commands
    return
  fi
  case "$words[2]" in
${commands
  .map(({ name, options }) =>
    name === 'completion'
      ? `    completion) _values shell bash zsh fish ;;`
      : `    ${name})\n      _arguments \\\n${specs(options)} \\\n        '*:file:_files' ;;`,
  )
  .join('\n')}
  esac
}
compdef _tiphys tiphys
`;
}

function fish(commands: readonly Completable[]): string {
  const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ name, description, options }) => [
    `complete -c tiphys -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
    ...options.map((option) =>
      [
        `complete -c tiphys -n '__fish_seen_subcommand_from ${name}'`,
        option.short === undefined ? '' : `-s ${option.short.slice(1)}`,
        option.long === undefined ? '' : `-l ${option.long.slice(2)}`,
        option.required ? '-r' : '',
        option.argChoices === undefined ? '' : `-f -a ${quoted(option.argChoices.join(' '))}`,
        `-d ${quoted(option.description)}`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    ),
  ]);
  const shells = `complete -c tiphys -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'`;
  return `# fish completion for tiphys: tiphys completion fish | source\n${[...lines, shells].join('\n')}\n`;
}
