import { tagText } from '@tiphys/expr';
import type { Value } from '@tiphys/expr';

/** What Go's `strconv.Quote` writes in a way that JSON does not know: `\a`, `\v`, `\x1b`, `\x7f`, `\U000e0067`. */
const badInJson = /[\u0000-\u0007\u000b\u000e-\u001f\u007f]/;
const astral = /[\u{10000}-\u{10ffff}]/gu;
const printable = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/**
 * A value as Argo pastes it into a JSON string: `strconv.Quote` without its quotes. Undefined where Go's result is no
 * JSON, so that Argo fails the node (argo-facts 2.1): control characters such as ESC, DEL, and code points above U+FFFF
 * that Unicode has no glyph for.
 */
export function quoteAsGo(value: string): string | undefined {
  if (badInJson.test(value)) {
    return undefined;
  }
  for (const [character] of value.matchAll(astral)) {
    if (!printable.test(character)) {
      return undefined;
    }
  }
  return JSON.stringify(value).slice(1, -1);
}

/** `json.Marshal` of any value, strings included: sorted keys, no white space, `<`, `>` and `&` escaped. */
export function printJsonAsGo(value: unknown): string {
  // `tagText` gives a string as it is; inside a list it does not.
  return (tagText([value as Value]) ?? '[]').slice(1, -1);
}
