import type { ShapeFault } from '@tiphys/argo-types';
import { z } from 'zod';

/** An issue of a part whose shape is known as data, for whoever puts it into words. */
export interface ShapeIssue {
  readonly fault: ShapeFault;
}

/** A schema for what is known as a shape and not as a schema of this library. */
export function shaped<T>(faultsOf: (value: unknown) => readonly ShapeFault[]): z.ZodCustom<T, T> {
  return z.custom<T>().check(({ value, issues }) => {
    for (const fault of faultsOf(value)) {
      const path = fault.kind === 'missing-field' ? [...fault.path, fault.field] : fault.path;
      const params: ShapeIssue = { fault };
      issues.push({ code: 'custom', input: memberAt(value, path), path: [...path], params: { ...params } });
    }
  });
}

function memberAt(value: unknown, path: ShapeFault['path']): unknown {
  return path.reduce<unknown>(
    (part, step) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[step] : undefined),
    value,
  );
}
