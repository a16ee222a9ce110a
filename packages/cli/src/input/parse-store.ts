import { resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import type { CredentialSource, StoreOptions } from '@tiphys/storage';
import { findCredentials } from '@tiphys/storage';

/** The store of a local run. */
export interface ChosenStore {
  readonly options: StoreOptions;
  /** What the environment says, for a store that takes any. */
  readonly credentials?: CredentialSource;
}

/**
 * Reads `--store`: a directory, or a URI as KFP writes pipeline roots: `minio://bucket/prefix?endpoint=host:port`, with
 * `region=..` and `disableSSL=true` if need be. Credentials come from AWS's own environment variables.
 *
 * @throws UsageError for a URI of another kind
 */
export function parseStore(
  text: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): ChosenStore {
  const scheme = /^([a-z][a-z0-9+]*):\/\//.exec(text)?.[1];
  if (scheme === undefined) return { options: { root: `file://${resolve(cwd, text)}` } };
  if (scheme === 'file') return { options: { root: text } };
  if (scheme !== 's3' && scheme !== 'minio') {
    throw new UsageError(
      `--store ${text} cannot be opened: it is a directory, or a URI with s3://, minio:// or file://`,
    );
  }
  const [root = '', query = ''] = text.split('?', 2);
  const settings = new URLSearchParams(query);
  const endpoint = settings.get('endpoint');
  const region = settings.get('region') ?? env['AWS_REGION'];
  const insecure = settings.get('disableSSL') ?? settings.get('disable_https');
  if (scheme === 'minio' && endpoint === null) {
    throw new UsageError(`--store ${text} does not say where MinIO is\nhint: add ?endpoint=localhost:9000`);
  }
  return {
    options: {
      root,
      ...(endpoint !== null && { endpoint: endpoint.replace(/^https?:\/\//, '') }),
      ...(region !== undefined && { region }),
      ...(endpoint?.startsWith('https://') === true && { secure: true }),
      ...(insecure !== null && { secure: insecure !== 'true' }),
    },
    credentials: findCredentials({ env, ...(region !== undefined && { region }) }),
  };
}
