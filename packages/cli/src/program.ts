import { Command, Option } from 'commander';
import { UsageError } from '@tiphys/diagnostics';
import type {
  CommandContext,
  CompileOptions,
  ExplainOptions,
  LintOptions,
  RbacOptions,
  RunOptions,
  TypesOptions,
} from './command-context.ts';
import type { CliIo } from './io.ts';
import { defaultStore } from './input/work-directory.ts';
import { examples, positiveInteger } from './command-text.ts';
import { addRecordCommands } from './record-commands.ts';
import { usesColor } from './report/color.ts';
import { version } from './version.ts';

const watchText = 'do it again whenever a file that it reads has changed';

/**
 * The whole command line: names, flags and help. What a command does is loaded when it is called, so that `--help` and
 * `compile` start without the local engine.
 *
 * @param done gets the exit code of the command that ran
 * @param argv the arguments that are to be parsed, for `--watch`
 */
export function createProgram(io: CliIo, done: (code: number) => void, argv: readonly string[] = []): Command {
  const program = new Command('tiphys')
    .description('Compiles Kubeflow Pipelines v2 to plain Argo Workflows manifests, and runs them on this machine.')
    .version(version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'print the help of a command')
    .option('-v, --verbose', 'say more on stderr: what tasks print, which configuration is used')
    .option('--debug', 'show stack traces (as TIPHYS_DEBUG=1 does)')
    .showHelpAfterError('(--help tells more)')
    .addHelpText(
      'after',
      examples('tiphys compile pipeline.yaml -o workflow.yaml', 'tiphys run pipeline.yaml -p epochs=3'),
    );
  configure(program, io);
  const context: CommandContext = { io, program };
  const add = (command: Command, parent = program): Command => {
    configure(command, io);
    parent.addCommand(command);
    return command;
  };
  const watched = async (file: string | undefined): Promise<void> => {
    const { watchCommand } = await import('./watch/watch-command.ts');
    done(await watchCommand(file, argv, io));
  };
  add(withConfig(compileCommand())).action(async (file: string, options: CompileOptions) => {
    if (options.watch === true) return watched(file);
    const { compile } = await import('./commands/compile.ts');
    done(await compile(file, options, context));
  });
  add(withConfig(runCommand())).action(async (file: string | undefined, options: RunOptions) => {
    if (options.watch === true) return watched(file);
    const { run } = await import('./commands/run.ts');
    done(await run(file, options, context));
  });
  const explaining = add(withConfig(explainCommand()));
  explaining.action(async (file: string, task: string | undefined, flags: ExplainOptions) => {
    if (flags.cache === true) {
      const { explainCache } = await import('./commands/explain-cache.ts');
      done(await explainCache(file, task, flags, context));
      return;
    }
    if (task !== undefined) throw new UsageError('explain takes one pipeline; a task goes with --cache RUN TASK');
    for (const name of ['json', 'store']) {
      if (explaining.getOptionValueSource(name) === 'cli') throw new UsageError(`--${name} goes with --cache`);
    }
    const { explain } = await import('./commands/explain.ts');
    done(await explain(file, flags, context));
  });
  add(withConfig(lintCommand())).action(async (files: readonly string[], options: LintOptions) => {
    const { lint } = await import('./commands/lint.ts');
    done(await lint(files, options, context));
  });
  add(withConfig(rbacCommand())).action(async (file: string, options: RbacOptions) => {
    const { rbac } = await import('./commands/rbac.ts');
    done(await rbac(file, options, context));
  });
  add(initCommand()).action(async (folder: string) => {
    const { init } = await import('./commands/init.ts');
    done(await init(folder, context));
  });
  add(typesCommand()).action(async (file: string, options: TypesOptions) => {
    const { types } = await import('./commands/types.ts');
    done(await types(file, options, context));
  });
  addRecordCommands({ context, add, done });
  add(completionCommand()).action(async (shell: string) => {
    const { completion } = await import('./commands/completion.ts');
    done(completion(shell, context));
  });
  return program;
}

const fileText = 'a TypeScript pipeline, IR YAML or JSON, a .zip of one, or - for stdin';

/** Adds the flags of a command that reads pipelines, and so the configuration that goes with them. */
function withConfig(command: Command): Command {
  return command
    .option('--config <file>', 'the configuration; by default a tiphys.config.ts beside FILE or above it')
    .option('--no-config', 'go without a configuration')
    .option('--plugin <module>', 'a compiler plugin: a file as ./plugin.ts, or a package; may be repeated', collect);
}

function compileCommand(): Command {
  return new Command('compile')
    .description('Compile a pipeline to an Argo Workflows manifest.')
    .argument('<file>', fileText)
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .addOption(
      new Option('--kind <kind>', 'what to make; a workflow when absent').choices([
        'workflow',
        'workflow-template',
        'cluster-workflow-template',
        'cron-workflow',
      ]),
    )
    .option('--schedule <cron>', 'when a cron-workflow starts, such as "0 6 * * 1-5"; may be repeated', collect)
    .option('--timezone <name>', 'time zone of the schedule, such as Europe/Berlin')
    .addOption(
      new Option('--concurrency-policy <policy>', 'what a schedule does while a run of before goes on').choices([
        'Allow',
        'Forbid',
        'Replace',
      ]),
    )
    .addOption(
      new Option(
        '--argo-version <version>',
        'the Argo that it must suit, such as 3.6; every supported one when absent',
      ),
    )
    .option('--pipeline-root <uri>', 'where artifacts go: minio://bucket/prefix or s3://bucket/prefix')
    .option('--launcher-image <image>', 'the image that holds the launcher')
    .addOption(
      new Option('--pod-security <level>', 'the Pod Security Standard that pods suit').choices([
        'restricted',
        'baseline',
      ]),
    )
    .addOption(
      new Option('--cache-probe <which>', 'for which tasks a cheap pod looks into the cache first').choices([
        'never',
        'accelerators',
        'always',
      ]),
    )
    .addOption(
      new Option('--emit <what>', 'the manifest, the IR of KFP, the plan behind it, or a report of its size')
        .choices(['manifest', 'ir', 'plan', 'report'])
        .default('manifest'),
    )
    .option('--backend <name>', 'what makes the manifest: argo, or one that a plugin brings')
    .option('--watch', watchText)
    .addHelpText(
      'after',
      examples(
        'tiphys compile pipeline.yaml -o workflow.yaml && argo submit workflow.yaml -p epochs=3',
        'tiphys compile pipeline.yaml --kind workflow-template | kubectl apply -f -',
        "tiphys compile pipeline.yaml --kind cron-workflow --schedule '0 6 * * *'",
        'tiphys compile pipeline.yaml --emit report',
        'tiphys compile pipeline.ts --emit ir -o pipeline.yaml',
      ),
    );
}

function runCommand(): Command {
  return new Command('run')
    .description('Compile a pipeline and run the manifest on this machine, without a cluster.')
    .argument('[file]', `${fileText}; that of the earlier run with --resume`)
    .option('-p, --parameter <name=value>', 'a pipeline parameter: strings as they are, other types as JSON', collect)
    .option('--params-file <file>', 'a YAML or JSON map from parameter names to values')
    .option('--store <where>', 'where artifacts and records go: a directory or a URI; .tiphys/store when absent')
    .option('--max-parallel <n>', 'tasks at a time; as many as there are processors when absent', positiveInteger)
    .addOption(
      new Option(
        '--executor <kind>',
        'what runs tasks: processes of this machine (when absent), or containers of their images',
      ).choices(['process', 'docker', 'podman']),
    )
    .option('--python <command>', 'the interpreter of Python components')
    .option('--fresh-python', 'start an interpreter for each Python component, where one would be forked')
    .option('--secrets-dir <dir>', 'a folder for each Secret that tasks need, with a file for each key')
    .option('--config-maps-dir <dir>', 'the same for ConfigMaps')
    .option('--argo-version <version>', 'behave as that Argo, such as 3.6 or 3.7.14; as 4.0.7 when absent')
    .option('--from-manifest', 'FILE is an Argo manifest, such as one that compile wrote')
    .option('--no-cache', 'run every task, whatever ran before')
    .option('--keep-going', 'start what can still run after a failure, as Argo does (always so)')
    .option('--resume <run>', 'go on with an earlier run, or the latest: what succeeded there is not run again')
    .option('--only <task>', 'with --resume: run this task alone, with the inputs that it had')
    .option('--json', 'print one JSON document on stdout, and progress on stderr')
    .option('--watch', watchText)
    .addHelpText(
      'after',
      examples(
        'tiphys run pipeline.yaml -p epochs=3 -p name="Ada Lovelace"',
        'tiphys run pipeline.yaml --params-file params.yaml --no-cache',
        'tiphys run pipeline.yaml --json > result.json',
        'tiphys run --resume latest',
        'tiphys run pipeline.yaml --resume hello-7d49x --only greet',
      ),
    );
}

function explainCommand(): Command {
  return new Command('explain')
    .description('Say what a pipeline will do: tasks, pods, conditions, loops, caching, limits.')
    .argument('<file>', `${fileText}; with --cache the name of a run`)
    .argument('[task]', 'with --cache: the path of a task of that run')
    .option('--cache', 'say why a task of a run was not taken from the cache, and what changed in its key')
    .option('--store <where>', 'with --cache: the store, a directory or a URI', defaultStore)
    .option('--json', 'with --cache: print one JSON document on stdout')
    .addHelpText('after', examples('tiphys explain pipeline.yaml', 'tiphys explain --cache latest train'));
}

function lintCommand(): Command {
  return new Command('lint')
    .description('Check pipelines, and print what is wrong with them.')
    .argument('<file...>', fileText)
    .addOption(
      new Option('--policy <profile>', 'tell what breaks a Pod Security Standard, task by task').choices([
        'restricted',
        'baseline',
      ]),
    )
    .option('--json', 'print one JSON document on stdout')
    .addOption(new Option('--sarif', 'print SARIF 2.1.0 on stdout, for code scanning in CI').conflicts('json'))
    .addHelpText(
      'after',
      examples(
        'tiphys lint pipelines/*.yaml',
        'tiphys lint --policy restricted pipeline.yaml',
        'tiphys lint --sarif pipeline.yaml > lint.sarif',
      ),
    );
}

function rbacCommand(): Command {
  return new Command('rbac')
    .description('Print the least access to Kubernetes that runs of a pipeline need.')
    .argument('<file>', fileText)
    .option('--service-account <name>', 'the service account of the runs', 'default')
    .option('--namespace <name>', 'the namespace of the runs', 'default')
    .addHelpText(
      'after',
      examples(
        'tiphys rbac pipeline.yaml | kubectl apply -f -',
        'tiphys rbac pipeline.yaml --service-account runner --namespace ml',
      ),
    );
}

function initCommand(): Command {
  return new Command('init')
    .description('Start a project: a small pipeline in TypeScript, with tests.')
    .argument('[folder]', 'where; it is made when it is not there', '.')
    .addHelpText('after', examples('tiphys init my-pipeline', 'cd my-pipeline && npm install && npm test'));
}

function typesCommand(): Command {
  return new Command('types')
    .description('Write the TypeScript module of a compiled component or pipeline, for pipelines in TypeScript.')
    .argument('<file>', 'what the Python SDK or `tiphys` has compiled: IR YAML or JSON')
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .addHelpText('after', examples('tiphys types train.yaml -o train.ts'));
}

function completionCommand(): Command {
  return new Command('completion')
    .description('Print a completion script for a shell.')
    .addArgument(new Command().createArgument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', examples('source <(tiphys completion bash)', 'tiphys completion fish | source'));
}

/** Sends everything that commander writes to our outputs, and turns its exits into errors. */
function configure(command: Command, io: CliIo): void {
  command
    .exitOverride()
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => Math.min(io.stdout.columns(), 120),
      getErrHelpWidth: () => Math.min(io.stderr.columns(), 120),
      getOutHasColors: () => usesColor(io.stdout, io.env),
      getErrHasColors: () => usesColor(io.stderr, io.env),
    });
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
