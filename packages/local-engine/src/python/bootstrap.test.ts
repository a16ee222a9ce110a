import { expect, test } from 'vitest';
import { readBootstrap } from './bootstrap.ts';

/* Texts as the KFP SDK writes them, 1.8 to 2.17. */

function current(installs: string): string {
  return `
if ! [ -x "$(command -v pip)" ]; then
    python3 -m ensurepip || python3 -m ensurepip --user || apt-get install python3-pip
fi

PIP_DISABLE_PIP_VERSION_CHECK=1 ${installs} && "$0" "$@"
`;
}

const sdk = `python3 -m pip install --quiet --no-warn-script-location 'kfp==2.14.3' '--no-deps' 'typing-extensions>=3.7.4,<5; python_version<"3.9"'`;
const inner = ['sh', '-ec', 'python3 -m kfp.dsl.executor_main "$@"', 'import kfp', '--executor_input', '{}'];
const sdkInstall = {
  options: [],
  packages: ['kfp==2.14.3', 'typing-extensions>=3.7.4,<5; python_version<"3.9"'],
  noDependencies: true,
};

test('the SDK is installed, then the component runs', () => {
  expect(readBootstrap(['sh', '-c', current(sdk), ...inner])).toEqual({ installs: [sdkInstall], command: inner });
});

test('packages of the user come first', () => {
  const installs = `python3 -m pip install --quiet --no-warn-script-location 'pandas==2.2.0' 'nbclient>=0.10,<1'  &&  ${sdk}`;
  expect(readBootstrap(['sh', '-c', current(installs), ...inner])?.installs).toEqual([
    { options: [], packages: ['pandas==2.2.0', 'nbclient>=0.10,<1'], noDependencies: false },
    sdkInstall,
  ]);
});

test('index URLs stay options, the virtual environment goes', () => {
  const index = '--index-url https://example.org/simple --trusted-host https://example.org/simple';
  const installs = `python3 -m pip install --quiet --no-warn-script-location ${index} 'yapf'  &&  
export PIP_DISABLE_PIP_VERSION_CHECK=1
tmp=$(mktemp -d)
python3 -m venv "$tmp/venv" --system-site-packages
. "$tmp/venv/bin/activate"
 ${sdk}`;
  expect(readBootstrap(['sh', '-c', current(installs), ...inner])?.installs).toEqual([
    { options: index.split(' '), packages: ['yapf'], noDependencies: false },
    sdkInstall,
  ]);
});

test('the older text with two spaces more, and the one of 1.8', () => {
  const spaced = `python3 -m pip install --quiet     --no-warn-script-location 'kfp==2.0.1'`;
  expect(readBootstrap(['sh', '-c', current(spaced), ...inner])?.installs[0]?.packages).toEqual(['kfp==2.0.1']);
  const one = `PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip install --quiet --no-warn-script-location 'xgboost==1.1.1'`;
  const old = `(${one} || ${one} --user) && "$0" "$@"`;
  expect(readBootstrap(['sh', '-c', old, 'python3', '-u', '-c', 'pass'])).toEqual({
    installs: [{ options: [], packages: ['xgboost==1.1.1'], noDependencies: false }],
    command: ['python3', '-u', '-c', 'pass'],
  });
});

test.each([
  ['another shell', ['bash', '-c', current(sdk), 'x']],
  ['nothing to run', ['sh', '-c', current(sdk)]],
  ['a command of the user', ['sh', '-c', 'python3 -m pip install foo && "$0" "$@"', 'x']],
  ['something between', ['sh', '-c', current(`${sdk} && rm -rf build`), 'x']],
  ['an expansion', ['sh', '-c', current(`python3 -m pip install --quiet --no-warn-script-location "$PACKAGES"`), 'x']],
  ['a pipe', ['sh', '-c', current(`${sdk} | tee log`), 'x']],
])('is no bootstrap: %s', (_name, argv) => {
  expect(readBootstrap(argv)).toBeUndefined();
});
