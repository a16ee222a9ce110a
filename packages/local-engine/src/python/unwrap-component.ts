import { mkdtemp, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** A Python component of the SDK without the shell that the SDK starts it with. */
interface WrappedComponent {
  /** The module with the user's function. */
  readonly source: string;
  /** What the shell would have run, with the module in this file. */
  readonly commandFor: (file: string) => readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** See `_get_command_and_args_for_lightweight_component` in kfp/dsl/component_factory.py; SDK 1.8 has `kfp.components`, and no variable. */
const wrapper =
  /^\s*program_path=\$\(mktemp -d\)\s*\n\s*printf "%s" "\$0" > "\$program_path\/ephemeral_component\.py"\n\s*(_KFP_RUNTIME=true )?python3 -m (kfp\.(?:dsl|components)\.executor_main) +--component_module_path +"\$program_path\/ephemeral_component\.py" +"\$@"\s*$/;

/**
 * Recognises the shell script around a Python component: it makes a folder, writes the component into it, and starts Python.
 * Exactly the SDK's own texts; undefined for anything else.
 */
function readWrapper(argv: readonly string[]): WrappedComponent | undefined {
  const [shell, flags, script = '', source, ...rest] = argv;
  if (shell !== 'sh' || flags !== '-ec' || source === undefined) return undefined;
  const [all, runtime, module = ''] = wrapper.exec(script) ?? [];
  if (all === undefined) return undefined;
  return {
    source,
    commandFor: (file) => ['python3', '-m', module, '--component_module_path', file, ...rest],
    variables: runtime === undefined ? {} : { _KFP_RUNTIME: 'true' },
  };
}

/** Longer arguments no system takes; it is to say so here as it would in a pod. */
const mostBytes = 128 * 1024 - 1;

/** A command and its environment. */
export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Does what the SDK's script around a Python component does, so that no shell and no `mktemp` has to be started for it. Any other
 * command stays as it is, and so does one whose folder cannot be made: its shell says why.
 *
 * @param workdir where the command starts: a shell tells it to its children
 */
export async function unwrapComponent(command: Command, workdir: string | undefined): Promise<Command> {
  const wrapped = readWrapper(command.argv);
  const temporary = command.env['TMPDIR'] ?? '/tmp';
  if (wrapped === undefined || !isAbsolute(temporary) || Buffer.byteLength(wrapped.source) > mostBytes) return command;
  try {
    const folder = await mkdtemp(join(temporary, 'tmp.'));
    const file = join(folder, 'ephemeral_component.py');
    await writeFile(file, wrapped.source);
    const env = { ...command.env, ...wrapped.variables, ...(workdir !== undefined && { PWD: workdir }) };
    return { argv: wrapped.commandFor(file), env };
  } catch {
    return command;
  }
}
