import { resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import type { StoreCredentials, StoreOptions } from '@tiphys/storage';

/** The store of a local run. */
export interface ChosenStore {
  readonly options: StoreOptions;
  /** Keys of the environment, for a store that takes any. */
  readonly credentials?: StoreCredentials;
}

/**
 * Reads `--store`: a directory, or a URI as KFP writes pipeline roots: `minio://bucket/prefix?endpoint=host:port`, with
 * `region=..` and `disableSSL=true` if need be. Keys come from AWS's own environment variables.
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
  const accessKey = env['AWS_ACCESS_KEY_ID'];
  const secretKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    options: {
      root,
      ...(endpoint !== null && { endpoint: endpoint.replace(/^https?:\/\//, '') }),
      ...(region !== undefined && { region }),
      ...(endpoint?.startsWith('https://') === true && { secure: true }),
      ...(insecure !== null && { secure: insecure !== 'true' }),
    },
    ...(accessKey !== undefined &&
      secretKey !== undefined && {
        credentials: { accessKey, secretKey, ...(sessionToken !== undefined && { sessionToken }) },
      }),
  };
}
