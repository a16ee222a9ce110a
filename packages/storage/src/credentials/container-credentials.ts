import { InfraError, isTiphysError, UsageError } from '@tiphys/diagnostics';
import { askServer } from './ask-server.ts';
import type { Session } from './keep-credentials.ts';
import { readToken, unreachable } from './web-identity.ts';

/** An address on the node that gives the pod's credentials (EKS Pod Identity, ECS). */
export interface ContainerCredentials {
  readonly url: string;
  /** What to send as authorization; the file, which is replaced before it expires, wins. */
  readonly token?: string;
  readonly tokenFile?: string;
}

/** Hosts that may be asked without TLS, as AWS's own SDKs have it: nobody else shall be sent the token. */
const near = /^(localhost|127(\.\d+){3}|169\.254\.170\.(2|23)|\[::1\]|\[fd00:ec2::23\])$/;

/**
 * Asks the agent of the node for the credentials of the pod.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 * @throws UsageError for an address that the token must not be sent to; InfraError, retriable unless the agent refuses
 */
export async function fetchContainerCredentials(from: ContainerCredentials): Promise<Session> {
  const { url } = from;
  if (!/^https:/.test(url) && !(URL.canParse(url) && near.test(new URL(url).hostname))) {
    throw new UsageError(`${url} is not asked for credentials: it must speak https, or be on this node.`);
  }
  const token = from.tokenFile === undefined ? from.token : await readToken(from.tokenFile);
  if (token !== undefined && /[\r\n]/.test(token)) throw new UsageError('The authorization token has several lines.');
  const { status, body } = await askServer({
    method: 'GET',
    url,
    ...(token !== undefined && { headers: { authorization: token } }),
  }).catch((error: unknown) => {
    throw isTiphysError(error) ? error : unreachable(url, error);
  });
  if (status >= 300) {
    throw new InfraError(
      `${url} gives no credentials for the identity of the pod: it answers ${status}. Check that its service account is bound to a role.`,
      { retriable: status >= 500 || status === 429 },
    );
  }
  const session = readSession(body);
  if (session === undefined) {
    throw new InfraError(`${url} gave no credentials for the identity of the pod, but something else.`, {
      retriable: true,
    });
  }
  return session;
}

function readSession(body: string): Session | undefined {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(given ?? {}));
  const text = (name: string): string | undefined => {
    const value = members.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const accessKey = text('AccessKeyId');
  const secretKey = text('SecretAccessKey');
  const sessionToken = text('Token');
  const expires = Date.parse(text('Expiration') ?? '');
  if (accessKey === undefined || secretKey === undefined) return undefined;
  return {
    credentials: { accessKey, secretKey, ...(sessionToken !== undefined && { sessionToken }) },
    ...(!Number.isNaN(expires) && { expires }),
  };
}
