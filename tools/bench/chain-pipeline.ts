/**
 * The IR of a chain of trivial tasks, written as the KFP SDK writes it: a component and an executor for every task, each
 * task fed by the one before.
 *
 * @param count number of tasks, from 1 on
 */
export function chainPipeline(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return [
    '# PIPELINE DEFINITION',
    `# Name: chain-${count}`,
    'components:',
    ...numbers.map(component),
    'deploymentSpec:',
    '  executors:',
    ...numbers.map(executor),
    'pipelineInfo:',
    `  name: chain-${count}`,
    'root:',
    '  dag:',
    '    outputs:',
    '      parameters:',
    '        Output:',
    '          valueFromParameter:',
    '            outputParameterKey: out',
    `            producerSubtask: ${taskName(count)}`,
    '    tasks:',
    ...numbers.map(task),
    '  inputDefinitions:',
    '    parameters:',
    '      value:',
    '        defaultValue: start',
    '        isOptional: true',
    '        parameterType: STRING',
    '  outputDefinitions:',
    '    parameters:',
    '      Output:',
    '        parameterType: STRING',
    'schemaVersion: 2.1.0',
    'sdkVersion: kfp-2.17.0',
    '',
  ].join('\n');
}

function taskName(number: number): string {
  return number === 1 ? 'copy' : `copy-${number}`;
}

function component(number: number): string {
  return `  comp-${taskName(number)}:
    executorLabel: exec-${taskName(number)}
    inputDefinitions:
      parameters:
        value:
          parameterType: STRING
    outputDefinitions:
      parameters:
        out:
          parameterType: STRING`;
}

function executor(number: number): string {
  return `    exec-${taskName(number)}:
      container:
        args:
        - '{{$.inputs.parameters[''value'']}}'
        - '{{$.outputs.parameters[''out''].output_file}}'
        command:
        - sh
        - -c
        - printf "%s" "$0" > "$1"
        image: alpine:3.20`;
}

function task(number: number): string {
  const source =
    number === 1
      ? '                componentInputParameter: value'
      : `                taskOutputParameter:
                  outputParameterKey: out
                  producerTask: ${taskName(number - 1)}`;
  const dependencies = number === 1 ? '' : `          dependentTasks:\n          - ${taskName(number - 1)}\n`;
  return `      ${taskName(number)}:
          cachingOptions:
            enableCache: true
          componentRef:
            name: comp-${taskName(number)}
${dependencies}          inputs:
            parameters:
              value:
${source}
          taskInfo:
            name: ${taskName(number)}`;
}

/**
 * The IR of tasks that wait for nobody, each with a component and a source of its own.
 *
 * @param count number of tasks
 * @param length characters of each source
 */
export function distinctPipeline(count: number, length: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  // Sources that no two components share.
  const source = (n: number): string => `# ${n}\n${'print(0)\n'.repeat(Math.ceil(length / 9))}`.slice(0, length);
  return JSON.stringify({
    pipelineInfo: { name: 'distinct' },
    schemaVersion: '2.1.0',
    components: Object.fromEntries(numbers.map((n) => [`comp-${n}`, { executorLabel: `exec-${n}` }])),
    deploymentSpec: {
      executors: Object.fromEntries(
        numbers.map((n) => [
          `exec-${n}`,
          { container: { image: 'python:3.12', command: ['python3', '-c', source(n)] } },
        ]),
      ),
    },
    root: {
      dag: { tasks: Object.fromEntries(numbers.map((n) => [`t${n}`, { componentRef: { name: `comp-${n}` } }])) },
    },
  });
}
