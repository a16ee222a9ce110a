import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRunContext, printRunContext } from './run-context.ts';

const text = fc.string({ unit: 'grapheme' });

test('what is printed is read again, and is inert', () => {
  fc.assert(
    fc.property(fc.record({ v: text, pipeline: text, name: text }), (context) => {
      const printed = printRunContext(context);
      expect(parseRunContext(printed)).toEqual(context);
      expect(printed).not.toMatch(/[{}$"\\]/);
    }),
  );
});

test('what Argo fills in is read as it is', () => {
  const printed = printRunContext({ pipeline: 'a&b' }, { created: '{{created}}', node: '{{node}}' });
  const filled = printed.replace('{{created}}', '2026-01-01T02:00:00+02:00').replace('{{node}}', 'run.each(0:0).a=b');
  expect(parseRunContext(filled)).toEqual({
    pipeline: 'a&b',
    created: '2026-01-01T02:00:00+02:00',
    node: 'run.each(0:0).a=b',
  });
});
