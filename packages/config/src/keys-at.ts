import type { DocumentPath } from '@tiphys/diagnostics';
import { z } from 'zod';

/** The keys that a schema knows at a path, for suggestions; none where it takes any key. */
export function keysAt(schema: z.core.$ZodType, path: DocumentPath): readonly string[] {
  const bare = unwrap(schema);
  if (bare instanceof z.ZodUnion) return bare.options.flatMap((option) => keysAt(option, path));
  const [first, ...rest] = path;
  if (first === undefined) return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
  const next = memberOf(bare, first);
  return next === undefined ? [] : keysAt(next, rest);
}

function memberOf(schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Readonly<Record<string, z.core.$ZodType>>)[String(key)];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly
    ? unwrap(schema.unwrap())
    : schema;
}
