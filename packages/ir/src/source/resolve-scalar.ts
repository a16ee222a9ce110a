import type { ScalarNode } from './source-node.ts';

/** What a scalar means. `text` also for what YAML 1.1 calls a timestamp: KFP has no such type. */
export type ScalarValue = null | boolean | number | bigint | string;

/*
 * The implicit resolvers of PyYAML's SafeLoader, in its own order (yaml/resolver.py). KFP's SDK writes its files with
 * PyYAML, so PyYAML's reading is the one that the author meant: `n`, `1e3`, `089` and `0o17` are text, `yes` is true.
 */
const bool = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const float =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const int =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
/** No plain scalar that starts otherwise is anything but text: a quick way out for most. */
const mayBeSpecial = /^[-+0-9.~yYnNtTfFoO]|^$/;

/** Longer than any number that somebody means; the arithmetic of long integers is not linear. */
const numberLimit = 1000;

/** The value of a YAML scalar, as PyYAML's SafeLoader reads it; `undefined` if its explicit tag cannot hold its text. */
export function resolveScalar(node: ScalarNode): ScalarValue | undefined {
  if (node.tag !== undefined && node.tag !== '!') {
    return resolveTagged(node.tag, node.text);
  }
  if (node.style === 'quoted' || node.tag === '!') {
    return node.text;
  }
  if (node.style === 'json') {
    return readJsonScalar(node.text);
  }
  return resolvePlainText(node.text);
}

/** The value of an unquoted scalar without tag. */
function resolvePlainText(text: string): ScalarValue {
  if (text.length > numberLimit || !mayBeSpecial.test(text)) {
    return text;
  }
  if (nothing.test(text)) {
    return null;
  }
  if (bool.test(text)) {
    return readBool(text);
  }
  if (float.test(text)) {
    return readFloat(text);
  }
  return int.test(text) ? (readInt(text) ?? text) : text;
}

/** A number beyond a double's range becomes an infinity; who needs a JSON value refuses it. */
function readJsonScalar(text: string): ScalarValue {
  switch (text) {
    case 'null':
      return null;
    case 'true':
    case 'false':
      return text === 'true';
    default:
      return text.length <= numberLimit && /^-?\d+$/.test(text) ? narrow(BigInt(text)) : Number(text);
  }
}

function resolveTagged(tag: string, text: string): ScalarValue | undefined {
  switch (tag) {
    case 'tag:yaml.org,2002:str':
      return text;
    case 'tag:yaml.org,2002:null':
      return nothing.test(text) ? null : undefined;
    case 'tag:yaml.org,2002:bool':
      return bool.test(text) ? readBool(text) : undefined;
    case 'tag:yaml.org,2002:int':
      return text.length <= numberLimit && int.test(text) ? readInt(text) : undefined;
    case 'tag:yaml.org,2002:float':
      return float.test(text) || int.test(text) ? readFloat(text) : undefined;
    default:
      return undefined;
  }
}

function readBool(text: string): boolean {
  return ['yes', 'true', 'on'].includes(text.toLowerCase());
}

/** Integers beyond 2^53 become `bigint`. `undefined` for `0b_` and its like, which have no digit. */
function readInt(text: string): number | bigint | undefined {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  const magnitude = readMagnitude(digits);
  if (magnitude === undefined) {
    return undefined;
  }
  return narrow(text.startsWith('-') ? -magnitude : magnitude);
}

function narrow(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}

function readMagnitude(digits: string): bigint | undefined {
  if (digits.includes(':')) {
    return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  }
  if (/^0[bx]?$/.test(digits)) {
    return digits === '0' ? 0n : undefined;
  }
  return BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

function readFloat(text: string): number {
  const digits = text.replaceAll('_', '').toLowerCase().replace(/^[-+]/, '');
  const sign = text.startsWith('-') ? -1 : 1;
  if (digits === '.inf') {
    return sign * Infinity;
  }
  if (digits === '.nan') {
    return NaN;
  }
  // Base 60, summed from the last part as PyYAML does, so that it rounds alike.
  return (
    sign *
    digits.split(':').reduceRight((sum, part, index, parts) => sum + Number(part) * 60 ** (parts.length - 1 - index), 0)
  );
}
