import { typeOf } from '../values.ts';
import type { Value } from '../values.ts';

const types = {
  nil: '<nil>',
  bool: 'bool',
  int: 'int',
  float: 'float64',
  string: 'string',
  array: '[]interface {}',
  map: 'map[string]interface {}',
};

/** The Go type that a value has in expr-lang. */
export function goType(value: Value): string {
  return types[typeOf(value)];
}
