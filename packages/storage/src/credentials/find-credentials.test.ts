import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FakeIdentity, IdentityAnswer } from '../testing/fake-identity.ts';
import { startFakeIdentity, stsAnswer, stsRefusal } from '../testing/fake-identity.ts';
import { withDirectory } from '../testing/local-tree.ts';
import type { CredentialChoice } from './find-credentials.ts';
import { findCredentials } from './find-credentials.ts';

const keys = { accessKey: 'given', secretKey: 'given-secret' };
const environment = { AWS_ACCESS_KEY_ID: 'env', AWS_SECRET_ACCESS_KEY: 'env-secret', AWS_SESSION_TOKEN: '' };
const fromEnvironment = { accessKey: 'env', secretKey: 'env-secret' };
const later = (): Date => new Date(Date.now() + 3_600_000);

/** Runs `use` with a service and a file that holds a token. */
async function withService(
  answer: (number: number) => IdentityAnswer,
  use: (service: FakeIdentity, tokenFile: string) => Promise<void>,
): Promise<void> {
  const service = await startFakeIdentity(answer);
  try {
    await withDirectory(async (directory) => {
      const tokenFile = join(directory, 'token');
      await writeFile(tokenFile, 'the.token\n');
      await use(service, tokenFile);
    });
  } finally {
    await service.close();
  }
}

test.each<[CredentialChoice, unknown]>([
  [{ env: {} }, undefined],
  [{ env: {}, keys }, keys],
  [{ env: environment }, fromEnvironment],
  [{ env: environment, keys }, keys],
  [{ env: environment, keys, only: 'environment' }, fromEnvironment],
  [{ env: environment, keys, only: 'none' }, undefined],
  [{ env: { ...environment, AWS_SESSION_TOKEN: 't' } }, { ...fromEnvironment, sessionToken: 't' }],
  [{ env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } }, undefined],
])('%j', async (choice, expected) => {
  expect(await findCredentials(choice)()).toEqual(expected);
});

test('credentials that were asked for and are not there are a fault that says so', async () => {
  await expect(findCredentials({ env: {}, keys, only: 'environment' })()).rejects.toThrow('AWS_ACCESS_KEY_ID');
  await expect(findCredentials({ env: environment, keys, only: 'identity' })()).rejects.toThrow(
    'Bind its service account to a role.',
  );
});

test('a token of the service account is exchanged for keys, once for all who ask, and travels in no line of a request', async () => {
  await withService(
    (number) => stsAnswer(number, later()),
    async (service, tokenFile) => {
      const source = findCredentials({
        env: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile, AWS_ROLE_ARN: 'arn:aws:iam::1:role/r' },
        sts: `${service.url}/`,
      });
      expect(service.asked).toEqual([]);
      const all = await Promise.all(Array.from({ length: 32 }, async () => source()));
      expect(new Set(all).size).toBe(1);
      expect(all[0]).toEqual({ accessKey: 'key-1', secretKey: 'secret-1', sessionToken: 'token/1+&=' });
      const [{ method, url, body } = { method: '', url: '', body: '' }, ...more] = service.asked;
      expect(more).toEqual([]);
      expect([method, url]).toEqual(['POST', '/']);
      expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        DurationSeconds: '3600',
        RoleArn: 'arn:aws:iam::1:role/r',
        RoleSessionName: 'tiphys',
        WebIdentityToken: 'the.token',
      });
    },
  );
});

test('the service of the environment is asked, and a refusal says whom it concerns', async () => {
  await withService(
    () => stsRefusal(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity.'),
    async (service, tokenFile) => {
      const env = {
        AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
        AWS_ROLE_ARN: 'arn:r',
        AWS_ENDPOINT_URL_STS: service.url,
      };
      await expect(findCredentials({ env })()).rejects.toMatchObject({
        retriable: false,
        message: `${service.url} does not take the identity of the pod: AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity. Check that the role arn:r trusts the service account of the pod.`,
      });
    },
  );
});

test.each([
  ['busy', stsRefusal(503, 'ServiceUnavailable', 'busy'), true],
  ['throttling', stsRefusal(400, 'Throttling', 'Rate exceeded'), true],
  ['a token that is too old', stsRefusal(400, 'ExpiredTokenException', 'Token expired'), false],
  ['something else than keys', { status: 200, body: '<html>Welcome</html>' }, true],
])('%s: whether it is worth another try', async (_name, answer, retriable) => {
  await withService(
    () => answer,
    async (service, tokenFile) => {
      const source = findCredentials({ env: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile }, sts: service.url });
      await expect(source()).rejects.toMatchObject({ code: 'INFRA', retriable });
    },
  );
});

test('a service that is not there, a token that is not there', async () => {
  await withService(
    () => stsRefusal(500, '', ''),
    async (service, tokenFile) => {
      await service.close();
      const gone = findCredentials({ env: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile }, sts: service.url });
      await expect(gone()).rejects.toMatchObject({ retriable: true, message: expect.stringContaining('ECONNREFUSED') });
      const tokenless = findCredentials({ env: { AWS_WEB_IDENTITY_TOKEN_FILE: `${tokenFile}x` }, sts: service.url });
      await expect(tokenless()).rejects.toMatchObject({ retriable: false, message: expect.stringContaining('ENOENT') });
    },
  );
});

test('an agent of the node gives keys for a token that it replaces', async () => {
  const body = JSON.stringify({
    AccessKeyId: 'a',
    SecretAccessKey: 's',
    Token: 't',
    Expiration: later().toISOString(),
  });
  await withService(
    () => ({ status: 200, body }),
    async (service, tokenFile) => {
      const env = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.url}/v1/credentials`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'old',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
      };
      const expected = { accessKey: 'a', secretKey: 's', sessionToken: 't' };
      expect(await findCredentials({ env, only: 'identity' })()).toEqual(expected);
      expect(service.asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
        ['GET', '/v1/credentials', 'the.token'],
      ]);
    },
  );
});

test('the token of the agent is sent nowhere else in the clear', async () => {
  for (const url of [
    'http://example.com/x',
    'http://169.254.169.254/',
    'ftp://127.0.0.1/',
    'nonsense',
    'http://127.0.0.1.example.com',
  ]) {
    const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN: 't' };
    await expect(findCredentials({ env })()).rejects.toMatchObject({ code: 'USAGE' });
  }
});
