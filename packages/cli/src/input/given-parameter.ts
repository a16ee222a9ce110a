import type { JsonValue } from '@tiphys/diagnostics';

/** A value as the user gave it: a text with `-p`, a typed value in a file. */
export type GivenParameter =
  { readonly from: 'flag'; readonly text: string } | { readonly from: 'file'; readonly value: JsonValue };
