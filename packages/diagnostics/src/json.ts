/**
 * A JSON value as Tiphys carries it. Integers beyond 2^53 are `bigint`, so that a user's value is never rounded;
 * everything else is what `JSON.parse` gives.
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
