import { InfraError } from '@tiphys/diagnostics';

const brand = Symbol.for('tiphys.object-not-found');

/** Thrown when a store has no such object. Never retriable. */
export class ObjectNotFoundError extends InfraError {
  readonly [brand] = true;
  readonly uri: string;

  constructor(uri: string, cause?: unknown) {
    super(`There is no object ${uri}.`, { retriable: false, cause });
    this.uri = uri;
  }
}

/** Whether `error` says that an object is missing, also when it comes from another bundled copy of this package. */
export function isObjectNotFound(error: unknown): error is ObjectNotFoundError {
  return typeof error === 'object' && error !== null && brand in error;
}

/** The `code` of a Node or S3 error, or the empty text. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return '';
}
