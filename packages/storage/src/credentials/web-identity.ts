import { readFile } from 'node:fs/promises';
import { errorMessage, InfraError, isTiphysError } from '@tiphys/diagnostics';
import { xmlElements, xmlText } from '../s3/xml-text.ts';
import { askServer } from './ask-server.ts';
import type { Session } from './keep-credentials.ts';

/** A token of the pod's service account, and the role that it may take. */
export interface WebIdentity {
  /** File with the token; the kubelet replaces it before it expires, so it is read each time. */
  readonly tokenFile: string;
  readonly roleArn?: string;
  /** What the sessions are called in the logs of the service. */
  readonly sessionName: string;
  /** URL of the Security Token Service. */
  readonly sts: string;
  readonly ca?: string;
}

/** How long sessions shall last, in seconds: the default of the services, which every role allows. */
const lifetime = 3600;

/**
 * Gives the token to the Security Token Service, of AWS or of a store that has one of its own, for credentials that last a while.
 * The token travels in the body: lines of requests end up in logs.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * @throws InfraError retriable, unless the service refuses the token
 */
export async function exchangeWebIdentity(identity: WebIdentity): Promise<Session> {
  const { roleArn, sts } = identity;
  const form = new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    DurationSeconds: String(lifetime),
    ...(roleArn !== undefined && { RoleArn: roleArn }),
    RoleSessionName: identity.sessionName,
    WebIdentityToken: await readToken(identity.tokenFile),
  });
  const { status, body } = await askServer({
    method: 'POST',
    url: sts,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    ...(identity.ca !== undefined && { ca: identity.ca }),
  }).catch((error: unknown) => {
    throw isTiphysError(error) ? error : unreachable(sts, error);
  });
  if (status >= 300) throw refusal(identity, status, body);
  const [credentials = ''] = xmlElements(body, 'Credentials');
  const accessKey = xmlText(credentials, 'AccessKeyId');
  const secretKey = xmlText(credentials, 'SecretAccessKey');
  const sessionToken = xmlText(credentials, 'SessionToken');
  const expires = Date.parse(xmlText(credentials, 'Expiration') ?? '');
  if (accessKey === undefined || secretKey === undefined || sessionToken === undefined || Number.isNaN(expires)) {
    throw new InfraError(`${sts} gave no credentials for the identity of the pod, but something else.`, {
      retriable: true,
    });
  }
  return { credentials: { accessKey, secretKey, sessionToken }, expires };
}

/** The text of a file with a token, without the line's end that some tools write. */
export async function readToken(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new InfraError(`The token of the pod's identity cannot be read: ${errorMessage(error)}`, {
      retriable: false,
      cause: error,
    });
  }
}

/** A service of credentials that does not answer. */
export function unreachable(url: string, error: unknown): InfraError {
  return new InfraError(`${url}, which gives credentials for the identity of the pod, failed: ${errorMessage(error)}`, {
    retriable: true,
    cause: error,
  });
}

function refusal({ sts, roleArn }: WebIdentity, status: number, body: string): InfraError {
  const code = xmlText(body, 'Code') ?? String(status);
  const detail = xmlText(body, 'Message')?.replace(/\.+$/, '') ?? 'no reason given';
  const retriable = status >= 500 || status === 429 || code === 'IDPCommunicationError' || code === 'Throttling';
  const advice =
    code === 'ExpiredTokenException'
      ? 'The token has expired: the kubelet should have replaced it.'
      : `Check that ${roleArn === undefined ? 'the service' : `the role ${roleArn}`} trusts the service account of the pod.`;
  return new InfraError(
    `${sts} does not take the identity of the pod: ${code}: ${detail}.${retriable ? '' : ` ${advice}`}`,
    { retriable },
  );
}
