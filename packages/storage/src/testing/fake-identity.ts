import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request that came to a service of credentials. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An answer of such a service. */
export interface IdentityAnswer {
  readonly status: number;
  readonly body: string;
}

/** A Security Token Service, or an agent of a node, on this machine. */
export interface FakeIdentity {
  /** Without a slash at the end. */
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** Starts a service of credentials; `answer` gets the number of the request, from 1. */
export async function startFakeIdentity(
  answer: (number: number, asked: Asked) => IdentityAnswer,
): Promise<FakeIdentity> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, body });
      const given = answer(asked.length, { method, url, headers, body });
      response.writeHead(given.status, { 'content-length': Buffer.byteLength(given.body) }).end(given.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a Security Token Service answers, with keys that have this number. */
export function stsAnswer(number: number, expires: Date): IdentityAnswer {
  return {
    status: 200,
    body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>system:serviceaccount:ns:sa</SubjectFromWebIdentityToken>
    <Credentials>
      <SessionToken>token/${number}+&amp;=</SessionToken>
      <SecretAccessKey>secret-${number}</SecretAccessKey>
      <Expiration>${expires.toISOString()}</Expiration>
      <AccessKeyId>key-${number}</AccessKeyId>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>`,
  };
}

/** How such a service refuses. */
export function stsRefusal(status: number, code: string, message: string): IdentityAnswer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}
