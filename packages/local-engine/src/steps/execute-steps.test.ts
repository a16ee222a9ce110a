import { expect, test } from 'vitest';
import { phasesOf, runText } from '../testing/run-fixture.ts';

const templates = `
  - name: say
    inputs: {parameters: [{name: text}]}
    outputs: {parameters: [{name: out, valueFrom: {path: /work/out}}]}
    container: {image: busybox, command: [sh, -c, 'printf %s "$X" > /work/out'], env: [{name: X, value: "{{inputs.parameters.text}}"}]}
  - name: fail
    container: {image: busybox, command: ["false"]}
`;

function workflow(steps: string): string {
  return `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: steps-}
spec:
  entrypoint: main
  templates:
  - name: main
    dag:
      tasks:
      - {name: s, template: steps}
      - {name: after, template: say, depends: s.Failed, arguments: {parameters: [{name: text, value: "{{tasks.s.status}}"}]}}
  - name: steps
    steps:
${steps}
${templates}`;
}

test('groups run one after the other, and read what earlier groups gave', async () => {
  const result = await runText(
    workflow(`
    - - {name: a, template: say, arguments: {parameters: [{name: text, value: "one"}]}}
      - {name: b, template: say, when: "false", arguments: {parameters: [{name: text, value: "{{nothing}}"}]}}
    - - name: c
        template: say
        withParam: '["x","y"]'
        arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.out}} {{steps.b.status}} {{item}}"}]}
    - - {name: d, template: say, arguments: {parameters: [{name: text, value: "{{steps.c.outputs.parameters.out}}"}]}}
    outputs: {parameters: [{name: all, valueFrom: {parameter: "{{steps.d.outputs.parameters.out}}"}}]}`),
  );
  expect(result.phase).toBe('Succeeded');
  expect(result.tasks['s']?.parameters).toEqual({ all: ['one Skipped x', 'one Skipped y'] });
  expect(phasesOf(result)).toMatchObject({ 's[0]/a': 'Succeeded', 's[0]/b': 'Skipped', after: 'Omitted' });
});

test('a failed step ends the template after its group, unless it may go on', async () => {
  const failed = await runText(
    workflow(`
    - - {name: a, template: fail}
      - {name: b, template: say, arguments: {parameters: [{name: text, value: "b"}]}}
    - - {name: c, template: fail}`),
  );
  expect(phasesOf(failed)).toEqual({ s: 'Failed', 's[0]/a': 'Failed', 's[0]/b': 'Succeeded', after: 'Succeeded' });
  expect(failed.tasks['s']?.message).toBe("child 'a' failed");

  const goesOn = await runText(
    workflow(`
    - - {name: a, template: fail, continueOn: {failed: true}}
    - - {name: c, template: say, arguments: {parameters: [{name: text, value: "{{steps.a.status}}"}]}}`),
  );
  expect(goesOn.tasks['s[1]/c']?.parameters).toEqual({ out: 'Failed' });
  expect(goesOn.phase).toBe('Succeeded');
});
