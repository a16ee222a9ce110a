/**
 * The files of a new project, by name: a small pipeline, tests of it, and what npm, TypeScript and git need.
 *
 * @param name of the npm package
 * @param version of the packages of Tiphys
 */
export function projectFiles(name: string, version: string): Readonly<Record<string, string>> {
  return {
    'package.json': packageJson(name, version),
    'tsconfig.json': tsconfig,
    'pipeline.ts': pipeline,
    'pipeline.test.ts': tests,
    '.gitignore': 'node_modules/\n.tiphys/\nworkflow.yaml\n',
    'README.md': readme(name),
  };
}

function packageJson(name: string, version: string): string {
  const manifest = {
    name,
    private: true,
    type: 'module',
    engines: { node: '>=24' },
    scripts: {
      test: 'node --test',
      typecheck: 'tsc --noEmit',
      start: 'tiphys run pipeline.ts',
      compile: 'tiphys compile pipeline.ts -o workflow.yaml',
    },
    dependencies: { '@tiphys/sdk': version },
    devDependencies: { '@tiphys/testing': version, '@types/node': '^24.0.0', tiphys: version, typescript: '^5.9.0' },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** Node runs these sources as they are, so types have to be all that it can leave out. */
const tsconfig = `{
  "compilerOptions": {
    "target": "es2024",
    "module": "nodenext",
    "types": ["node"],
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "allowImportingTsExtensions": true
  },
  "include": ["*.ts"]
}
`;

const pipeline = `import { readFile, writeFile } from 'node:fs/promises';
import { component, Dataset, double, integer, pipeline } from '@tiphys/sdk';

/** Writes numbers into a file. */
export const makeNumbers = component({
  name: 'make-numbers',
  inputs: { count: integer },
  outputs: { numbers: Dataset },
  run: async ({ count }, { numbers }) => {
    const all = Array.from({ length: count }, (_, index) => index + 1);
    await writeFile(numbers.path, all.join('\\n'));
    numbers.metadata['count'] = count;
  },
});

/** Reads them, and gives their mean. */
export const average = component({
  name: 'average',
  inputs: { numbers: Dataset },
  outputs: { mean: double },
  run: async ({ numbers }) => {
    const all = (await readFile(numbers.path, 'utf8')).split('\\n').map(Number);
    return { mean: all.reduce((sum, number) => sum + number, 0) / all.length };
  },
});

export default pipeline({
  name: 'numbers',
  inputs: { count: integer.default(10) },
  outputs: { mean: double },
  define(p, { count }) {
    const { numbers } = p.task(makeNumbers, { count }).outputs;
    const { mean } = p.task(average, { numbers }).outputs;
    return { mean };
  },
});
`;

const tests = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runComponent, runPipeline } from '@tiphys/testing';
import numbers, { average } from './pipeline.ts';

test('the average of a file of numbers', async () => {
  const { outputs } = await runComponent(average, { numbers: { text: '1\\n2\\n6' } });
  assert.equal(outputs.mean, 3);
});

test('the pipeline as a whole, as a cluster would run it', async () => {
  const { outputs } = await runPipeline(numbers, { count: 3 });
  assert.equal(outputs.mean, 2);
});
`;

function readme(name: string): string {
  return `# ${name}

A pipeline in TypeScript. \`pipeline.ts\` has its components and the pipeline, \`pipeline.test.ts\` its tests.

\`\`\`console
$ npm install
$ npm test           # components and pipeline
$ npm start          # run it on this machine
$ npm run compile    # write workflow.yaml for Argo Workflows
$ argo submit --watch workflow.yaml -p count=100
\`\`\`

\`npx tiphys run pipeline.ts --watch\` runs it again whenever something changes. \`npx tiphys --help\` has the rest.
`;
}
