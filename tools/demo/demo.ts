/* `npm run demo`: compiles an example to Argo YAML, then runs that very manifest on this machine. */
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { script } from '../script/script.ts';

const flags = script(
  'demo',
  'Compiles a pipeline in TypeScript to Argo YAML, and runs it on this machine.',
  '--no-cache',
)
  .argument('[flags...]', 'what tiphys run is given, too')
  .allowUnknownOption()
  .parse().args;

const root = fileURLToPath(new URL('../..', import.meta.url));
const tiphys = 'packages/cli/bin/tiphys.js';
const pipeline = 'examples/churn/pipeline.ts';
const manifest = '.tiphys/demo/workflow.yaml';

/** Runs one command line as a user would, and shows it first. Gives its exit code. */
function run(args: readonly string[]): Promise<number> {
  console.log(`\n$ npx tiphys ${args.join(' ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tiphys, ...args], { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
    // The terminal sends an interruption to the whole group: the child ends by itself, and we with it.
    process.on('SIGINT', () => undefined);
  });
}

await mkdir(`${root}/.tiphys/demo`, { recursive: true });
console.log(`The pipeline: ${pipeline}. It trains a model for each setting of a grid, and registers the best one.`);
let code = await run(['compile', pipeline, '-o', manifest]);
if (code === 0) {
  console.log(`The Argo Workflow: ${manifest}; on a cluster it starts with "argo submit ${manifest}".`);
  code = await run(['run', pipeline, '--store', '.tiphys/demo/store', ...flags]);
}
process.exitCode = code;
