import { errorMessage, InfraError, isTiphysError } from '@tiphys/diagnostics';
import { errorCode, ObjectNotFoundError } from '../errors.ts';
import { S3ResponseError } from './s3-response-error.ts';
import type { Location } from '../uri.ts';

const missing = new Set(['NoSuchKey', 'NotFound', 'NoSuchObject']);

const untrusted = 'The certificate of the server is not trusted: name its authority (`ca`) in the store section.';

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
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: 'The certificate of the server is too old.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is for another host: check the endpoint of the store.',
  RequestTimeTooSkewed: 'The clock of this machine is wrong.',
  ExpiredToken: 'The session of the credentials has ended.',
  PreconditionFailed: 'The object was replaced while it was read.',
};

/** Trouble of the local disk, which has no path when it happens to an open file. */
const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EFBIG', 'EROFS']);

/** Refusals of a request that is right: the same one may be taken later. */
const passing = new Set([
  'RequestTimeout',
  'SlowDown',
  'SlowDownRead',
  'SlowDownWrite',
  'BadDigest',
  'XAmzContentChecksumMismatch',
  'IncompleteBody',
  'OperationAborted',
  'ConditionalRequestConflict',
  'NoSuchUpload',
  'InvalidPart',
]);

/** Says what went wrong with an object, and whether a retry may help: connections, 5xx and throttling, yes. */
export function s3Error(error: unknown, location: Location): unknown {
  if (isTiphysError(error)) {
    return error;
  }
  const code = errorCode(error);
  if (missing.has(code)) {
    return new ObjectNotFoundError(location.uri, error);
  }
  if (error instanceof Error && 'syscall' in error && ('path' in error || diskCodes.has(code))) {
    return localError(error, location);
  }
  const advice = permanent[code];
  // The package wraps some failures in a sentence about its own retries, which are off.
  const detail = errorMessage(error)
    .replace(/^Request failed after \d+ retries: (Error: )?/, '')
    .replace(/^Retryable /, '')
    .replace(/\.+$/, '')
    // A server may quote all that it took for a request.
    .replace(/^(.{300}).+$/s, '$1...');
  const reason = detail === code || detail === '' ? code : [code, detail].filter(Boolean).join(': ');
  return new InfraError(
    `The object store failed at ${location.uri}: ${reason}.${advice === undefined ? '' : ` ${advice}`}`,
    {
      retriable: advice === undefined && isPassing(error, code),
      cause: error,
    },
  );
}

/** Connections may be better next time, and so may servers with trouble of their own (5xx); other refusals stay. */
function isPassing(error: unknown, code: string): boolean {
  if (!(error instanceof S3ResponseError)) return true;
  return error.status >= 500 || error.status === 408 || error.status === 429 || passing.has(code);
}

/** The local end of a transfer: a full disk, a file that may not be read. */
function localError(error: Error, location: Location): InfraError {
  const action = `The transfer of ${location.uri} failed on this machine`;
  return new InfraError(`${action}: ${error.message}`, { retriable: false, cause: error });
}
