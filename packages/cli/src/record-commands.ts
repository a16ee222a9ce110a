import { Command, Option } from 'commander';
import type {
  CommandContext,
  CompareOptions,
  LogsOptions,
  PruneOptions,
  RecordOptions,
  RunsOptions,
  StoreGcOptions,
} from './command-context.ts';
import { duration, examples, naturalNumber, positiveInteger } from './command-text.ts';
import { defaultStore } from './input/work-directory.ts';

/** How a program takes a command up. */
export interface CommandRegistry {
  readonly context: CommandContext;
  readonly add: (command: Command, parent?: Command) => Command;
  /** Takes the exit code of the command that ran. */
  readonly done: (code: number) => void;
}

/** Adds the commands for what runs left: in a store, most of them. */
export function addRecordCommands({ context, add, done }: CommandRegistry): void {
  add(runsCommand()).action(async (run: string | undefined, options: RunsOptions) => {
    const { runs } = await import('./commands/runs.ts');
    done(await runs(run, options, context));
  });
  add(logsCommand()).action(async (run: string, task: string | undefined, options: LogsOptions) => {
    const { logs } = await import('./commands/logs.ts');
    done(await logs(run, task, options, context));
  });
  add(artifactsCommand()).action(async (run: string, task: string | undefined, options: RecordOptions) => {
    const { artifacts } = await import('./commands/artifacts.ts');
    done(await artifacts(run, task, options, context));
  });
  add(lineageCommand()).action(async (artifact: string, options: RecordOptions) => {
    const { lineage } = await import('./commands/lineage.ts');
    done(await lineage(artifact, options, context));
  });
  add(compareCommand()).action(async (runs: readonly string[], options: CompareOptions) => {
    const { compare } = await import('./commands/compare.ts');
    done(await compare(runs, options, context));
  });
  add(pruneCommand()).action(async (options: PruneOptions) => {
    const { prune } = await import('./commands/prune.ts');
    done(await prune(options, context));
  });
  const store = add(new Command('store').description('Look after a store.'));
  add(storeGcCommand(), store).action(async (options: StoreGcOptions) => {
    const { storeGc } = await import('./commands/store-gc.ts');
    done(await storeGc(options, context));
  });
}

const runText = 'name of the run, its uid, or latest';
const taskText = 'path of a task, such as loop[2]/train; a group or a loop stands for all in it';

function withStore(command: Command): Command {
  return command
    .option('--store <where>', 'the store: a directory or a URI', defaultStore)
    .option('--json', 'print one JSON document on stdout');
}

function runsCommand(): Command {
  return withStore(new Command('runs'))
    .description('List the runs in a store, newest first, or the tasks of one of them.')
    .argument('[run]', runText)
    .option('--pipeline <name>', 'only runs of this pipeline')
    .option('-n, --limit <n>', 'most runs to list', positiveInteger, 20)
    .option('--after <key>', 'the next page: what the page before gave as its end')
    .addHelpText('after', examples('tiphys runs', 'tiphys runs latest', 'tiphys runs --pipeline hello -n 5 --json'));
}

function logsCommand(): Command {
  return withStore(new Command('logs'))
    .description('Print what the tasks of a run wrote.')
    .argument('<run>', runText)
    .argument('[task]', taskText)
    .option('--attempt <n>', 'an attempt of a task that was retried, from 0; the last one when absent', naturalNumber)
    .addHelpText('after', examples('tiphys logs latest', 'tiphys logs hello-7d49l greet | less'));
}

function artifactsCommand(): Command {
  return withStore(new Command('artifacts'))
    .description('List the artifacts that the tasks of a run gave.')
    .argument('<run>', runText)
    .argument('[task]', taskText)
    .addHelpText('after', examples('tiphys artifacts latest', 'tiphys artifacts training-x2k8p train --json'));
}

function lineageCommand(): Command {
  return withStore(new Command('lineage'))
    .description('Say what made an artifact and what used it, over all runs of the store.')
    .argument('<artifact>', 'its URI, its path in a local store, or RUN/TASK/OUTPUT')
    .addHelpText(
      'after',
      examples('tiphys lineage latest/train/model', 'tiphys lineage s3://bucket/root/pipe/run/train/0b1f/model --json'),
    );
}

function compareCommand(): Command {
  return withStore(new Command('compare'))
    .description('Put runs side by side: metrics, and the parameters, outputs and artifacts that differ.')
    .argument('<run...>', 'names of the runs, their uids, or latest')
    .option('--all', 'show what is the same, too')
    .addHelpText('after', examples('tiphys compare training-x2k8p latest', 'tiphys compare a b c --all --json'));
}

function pruneCommand(): Command {
  return new Command('prune')
    .description('Say which runs could go from .tiphys/runs, and with --delete remove them.')
    .option('--older-than <time>', 'runs in which nothing has happened for so long: 12h, 30d, 8w', duration)
    .option('--keep <n>', 'but never the last n runs of a pipeline', naturalNumber)
    .option('--pipeline <name>', 'only runs of this pipeline')
    .option('--delete', 'remove them; without this flag nothing is removed')
    .option('--json', 'print one JSON document on stdout')
    .addHelpText(
      'after',
      `
What is removed cannot be resumed. Artifacts and records are in the store, and stay: tiphys store gc is for them.
${examples('tiphys prune --older-than 30d', 'tiphys prune --keep 5 --delete')}`,
    );
}

function storeGcCommand(): Command {
  return withStore(new Command('gc'))
    .description('Say what could go from a store, and with --delete remove it.')
    .option('--older-than <time>', 'runs that are older: 12h, 30d, 8w', duration)
    .option('--keep <n>', 'but never the newest n runs of a pipeline', naturalNumber)
    .option('--pipeline <name>', 'only runs of this pipeline')
    .option('--keep-cache', 'keep every result that the cache could still give')
    .addOption(
      new Option('--grace <time>', 'runs in which something happened within this time stay')
        .argParser(duration)
        .default(86_400_000, '1d'),
    )
    .option('--delete', 'remove it; without this flag nothing is removed')
    .addHelpText(
      'after',
      examples('tiphys store gc --older-than 30d', 'tiphys store gc --older-than 30d --keep 10 --delete'),
    );
}
