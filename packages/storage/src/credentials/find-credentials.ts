import { InfraError } from '@tiphys/diagnostics';
import type { CredentialSource, StoreCredentials } from '../store.ts';
import { fetchContainerCredentials } from './container-credentials.ts';
import { keepCredentials } from './keep-credentials.ts';
import { exchangeWebIdentity } from './web-identity.ts';

/** Where credentials for a place may come from. */
export interface CredentialChoice {
  /** Only what the environment says, only the identity of the pod, or nothing at all; without it whatever there is, given keys first. */
  readonly only?: 'environment' | 'identity' | 'none';
  /** Keys that were given for the place: they win over everything else. */
  readonly keys?: StoreCredentials;
  /** The variables of AWS's own tools, which webhooks put into pods. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** URL of the Security Token Service; AWS's, unless `AWS_ENDPOINT_URL_STS` says otherwise. */
  readonly sts?: string;
  readonly region?: string;
  /** Authorities (PEM) that the certificate of the service may come from, beside the public ones. */
  readonly ca?: string;
}

/**
 * Finds the credentials of a place, as AWS's tools do: given keys, keys in the environment, a token of the service account
 * that is exchanged for keys (`AWS_WEB_IDENTITY_TOKEN_FILE`), an agent on the node (`AWS_CONTAINER_CREDENTIALS_FULL_URI`). Else
 * access is anonymous. Nothing is asked before credentials are needed. What expires is renewed in time.
 *
 * The providers of the package `minio` do the same for EC2 and ECS, but know neither files with tokens of agents nor another
 * Security Token Service than AWS's, and would cost each pod the memory of the package.
 */
export function findCredentials(choice: CredentialChoice): CredentialSource {
  const { only, env } = choice;
  if (only === 'none') return anonymous;
  const fixed = (only === undefined ? choice.keys : undefined) ?? keysOf(choice);
  if (fixed !== undefined) return () => Promise.resolve(fixed);
  const tokenFile = env['AWS_WEB_IDENTITY_TOKEN_FILE'];
  if (isSet(tokenFile)) {
    const roleArn = env['AWS_ROLE_ARN'];
    const sessionName = env['AWS_ROLE_SESSION_NAME'];
    return keepCredentials(async () =>
      exchangeWebIdentity({
        tokenFile,
        ...(isSet(roleArn) && { roleArn }),
        sessionName: isSet(sessionName) ? sessionName : 'tiphys',
        sts: choice.sts ?? env['AWS_ENDPOINT_URL_STS'] ?? amazonSts(env['AWS_REGION'] ?? choice.region),
        ...(choice.ca !== undefined && { ca: choice.ca }),
      }),
    );
  }
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  const url = isSet(relative) ? `http://169.254.170.2${relative}` : env['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  if (isSet(url)) {
    const token = env['AWS_CONTAINER_AUTHORIZATION_TOKEN'];
    const file = env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'];
    return keepCredentials(async () =>
      fetchContainerCredentials({
        url,
        ...(isSet(token) && { token }),
        ...(isSet(file) && { tokenFile: file }),
      }),
    );
  }
  return only === undefined ? anonymous : () => Promise.reject(missing(only));
}

const anonymous: CredentialSource = () => Promise.resolve(undefined);

function missing(only: 'environment' | 'identity'): InfraError {
  const identity = 'neither AWS_WEB_IDENTITY_TOKEN_FILE nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set';
  return new InfraError(
    only === 'environment'
      ? `The store is to be reached with what the environment says, which has no credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set, and ${identity}.`
      : `The store is to be reached with the identity of the pod, which has none: ${identity}. Bind its service account to a role.`,
    { retriable: false },
  );
}

function keysOf({ only, env }: CredentialChoice): StoreCredentials | undefined {
  const accessKey = env['AWS_ACCESS_KEY_ID'];
  const secretKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  if (only === 'identity' || !isSet(accessKey) || !isSet(secretKey)) return undefined;
  return { accessKey, secretKey, ...(isSet(sessionToken) && { sessionToken }) };
}

/** As in AWS's tools, an empty variable says nothing. */
function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function amazonSts(region: string | undefined): string {
  if (!isSet(region)) return 'https://sts.amazonaws.com';
  return `https://sts.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}
