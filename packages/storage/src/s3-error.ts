import { InfraError, isTiphysError } from '@tiphys/diagnostics';
import { errorCode, errorMessage, ObjectNotFoundError } from './errors.ts';
import type { Location } from './uri.ts';

const missing = new Set(['NoSuchKey', 'NotFound', 'NoSuchObject']);

/** S3 error codes that no retry can cure, with what to do about them. */
const permanent: Readonly<Record<string, string>> = {
  NoSuchBucket: 'The bucket does not exist: create it, or correct the pipeline root.',
  AccessDenied: 'The credentials do not allow it.',
  Forbidden: 'The credentials do not allow it.',
  InvalidAccessKeyId: 'The access key is unknown to the server: check the Secret that the manifest refers to.',
  SignatureDoesNotMatch: 'The secret key is wrong: check the Secret that the manifest refers to.',
  PermanentRedirect: 'The bucket is in another region: set the region of the store.',
  AuthorizationHeaderMalformed: 'The region is wrong: set the region of the store.',
  InvalidBucketName: 'The bucket name is not valid.',
  KeyTooLongError: 'The name is too long for the store.',
  EntityTooLarge: 'The object is too large for the store.',
  ENOTFOUND: 'The host of the endpoint is unknown: check the endpoint of the store.',
  ENOSPC: 'The disk is full.',
};

/** Says what went wrong with an object, and whether a retry may help: connections, 5xx and throttling, yes. */
export function s3Error(error: unknown, location: Location): unknown {
  if (isTiphysError(error)) {
    return error;
  }
  const code = errorCode(error);
  if (missing.has(code)) {
    return new ObjectNotFoundError(location.uri, error);
  }
  const advice = permanent[code];
  // The package wraps some failures in a sentence about its own retries, which are off.
  const detail = errorMessage(error)
    .replace(/^Request failed after \d+ retries: (Error: )?/, '')
    .replace(/^Retryable /, '')
    .replace(/\.+$/, '');
  const reason = detail === code || detail === '' ? code : [code, detail].filter(Boolean).join(': ');
  return new InfraError(
    `The object store failed at ${location.uri}: ${reason}.${advice === undefined ? '' : ` ${advice}`}`,
    {
      retriable: advice === undefined,
      cause: error,
    },
  );
}
