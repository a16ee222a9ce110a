import type { JsonValue } from '@tiphys/diagnostics';
import { goJson } from './go-json.ts';

/**
 * A parameter's value as text (kfp-semantics 4.3, launcher column): a string as it is, a number in plain decimal without
 * exponent, a list or struct as compact JSON. Undefined for `null`.
 */
export function valueText(value: JsonValue): string | undefined {
  if (value === null) {
    return undefined;
  }
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' ? plainDecimal(value) : goJson(value);
}

/** The shortest decimal digits that give this number back, without an exponent (Go: `FormatFloat(x, 'f', -1, 64)`). */
export function plainDecimal(value: number): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (exponent === undefined) {
    return String(value);
  }
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) {
    return `${sign}0.${'0'.repeat(-point)}${digits}`;
  }
  return (
    sign + (point >= digits.length ? digits.padEnd(point, '0') : `${digits.slice(0, point)}.${digits.slice(point)}`)
  );
}

/** Go's shortest `%v` of a float: an exponent of at least two digits below 1e-4 and from 1e6 on. */
export function goFloatText(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value === 0 || (power >= -4 && power < 6)) {
    return String(value);
  }
  const digits = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}
