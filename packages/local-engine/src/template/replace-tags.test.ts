import { expect, test } from 'vitest';
import { argoRules, defaultArgoVersion } from '../rules/argo-rules.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { substitute } from './replace-tags.ts';
import type { Strictness } from './replace-tags.ts';
import { createScope } from './scope.ts';
import type { TaskVariables } from './scope.ts';

const variables = new Map<string, string | null>([
  ['inputs.parameters.a', 'plain'],
  ['inputs.parameters.quote', '"\\\n\t€'],
  ['inputs.parameters.tag', '{{inputs.parameters.a}}'],
  ['inputs.parameters.escape', 'x\u001b[0m'],
  ['inputs.parameters.flag', '\u{1f3f4}\u{e0067}'],
  ['inputs.parameters.emoji', '\u{1f1e9}\u{1f1ea}'],
]);
const tasks: TaskVariables = {
  prefix: 'tasks',
  lookup: (name) =>
    ({
      'a-b': new Map<string, string | null>([
        ['status', 'Succeeded'],
        ['outputs.parameters.out', '{"k":3}'],
      ]),
      skipped: new Map<string, string | null>([['outputs.parameters.out', null]]),
    })[name],
  names: () => ['a-b', 'skipped'],
};

const rules = argoRules(defaultArgoVersion) as ArgoRules;

function replace(text: string, strictness: Strictness = 'none'): string {
  return substitute(text, createScope(rules, [variables], tasks), strictness);
}

test('values are pasted as they are, and not read again in the same pass', () => {
  expect(replace('[{{inputs.parameters.a}}] {{ inputs.parameters.quote }}')).toBe('[plain] "\\\n\t€');
  expect(replace('{{inputs.parameters.tag}}')).toBe('{{inputs.parameters.a}}');
  expect(replace(replace('{{inputs.parameters.tag}}'))).toBe('plain');
});

test('what strconv.Quote cannot write as JSON is an error; ordinary flags are fine', () => {
  expect(() => replace('{{inputs.parameters.escape}}')).toThrow('invalid JSON');
  expect(() => replace('{{inputs.parameters.flag}}')).toThrow('invalid JSON');
  expect(replace('{{inputs.parameters.emoji}}')).toBe('\u{1f1e9}\u{1f1ea}');
  expect(replace("{{=inputs.parameters['escape']}}")).toBe('x\u001b[0m');
});

test('unknown tags stay, unless they have to resolve', () => {
  expect(replace("{{$.inputs.parameters['x']}} {{f'{x}'}} {{tasks.no.status}}")).toBe(
    "{{$.inputs.parameters['x']}} {{f'{x}'}} {{tasks.no.status}}",
  );
  expect(replace('{{item}}', 'tasks')).toBe('{{item}}');
  expect(() => replace('{{tasks.no.status}}', 'tasks')).toThrow('failed to resolve {{tasks.no.status}}');
  expect(() => replace('{{other}}', 'all')).toThrow('failed to resolve {{other}}');
  expect(replace('{{ unclosed')).toBe('{{ unclosed');
});

test('inner tags are pasted into outer ones', () => {
  expect(replace('{{x.{{inputs.parameters.a}}}}')).toBe('{{x.plain}}');
});

test('absent optionals are errors in simple tags, nil in expressions', () => {
  expect(() => replace('v={{tasks.skipped.outputs.parameters.out}}', 'tasks')).toThrow('absent optional');
  expect(replace("{{=tasks['skipped'].outputs.parameters['out'] ?? 'none'}}", 'tasks')).toBe('none');
});

test('expressions give their value: strings as they are, other values as JSON', () => {
  expect(replace("{{= fromJSON(tasks['a-b'].outputs.parameters['out']).k == 3 }}", 'tasks')).toBe('true');
  expect(replace("{{=inputs.parameters['quote']}}")).toBe('"\\\n\t€');
  expect(replace("{{=fromJSON(tasks['a-b'].outputs.parameters['out'])}}", 'tasks')).toBe('{"k":3}');
});

test('expressions wait for what comes later, and are errors when nothing can come', () => {
  expect(replace('{{=int(item) + 1}}', 'tasks')).toBe('{{=int(item) + 1}}');
  expect(replace("{{=tasks['later'].status == 'Failed'}}")).toBe("{{=tasks['later'].status == 'Failed'}}");
  expect(() => replace("{{=tasks['later'].status == 'Failed'}}", 'tasks')).toThrow('failed to resolve tasks.later');
  expect(() => replace("{{=int(inputs.parameters['a'])}}", 'tasks')).toThrow('failed to evaluate expression');
  expect(() => replace('{{=1 +}}')).toThrow('failed to evaluate expression');
});
