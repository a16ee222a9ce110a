import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';

const nasty = [
  '{{',
  '}}',
  '{{=1+1}}',
  '{{workflow.name}}',
  '$(HOME)',
  '$$',
  '$',
  '{',
  '\u007f',
  '\u001b[31m',
  '\u0000',
];
nasty.push('\ud800', '\udc00x', '😀', '\u{e0067}', '\u2028', '"', '\\', '\\u007b', '<&>', 'é', '\n\r\t\v\u0007');

/** Strings of everything that has ever hurt a value on its way. */
export const nastyString: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...nasty), fc.string(), fc.string({ unit: 'binary' })), { maxLength: 4 })
  .map((parts) => parts.join(''));

const key = fc.oneof(
  nastyString,
  fc.constantFrom('__proto__', 'constructor', 'tiphys:ref', 'tiphys:tiphys:ref', 'tiphys:', 'uri', 'digest'),
);

const beyondSafe = fc.oneof(fc.bigInt({ min: 2n ** 53n }), fc.bigInt({ max: -(2n ** 53n) }));
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Any JSON value that Tiphys can hold. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    anyNumber,
    beyondSafe,
    nastyString,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  // fromEntries, because assignment would lose a key `__proto__`.
  object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
})).value;
