import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfraError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { bytesDigest } from '../digest.ts';
import { isObjectNotFound } from '../errors.ts';
import { createS3Driver } from './s3-driver.ts';
import { findCredentials } from '../credentials/find-credentials.ts';
import { mapBounded } from '../map-bounded.ts';
import { startFakeIdentity, stsAnswer } from '../testing/fake-identity.ts';
import { startFakeS3 } from '../testing/fake-s3.ts';
import { withDirectory } from '../testing/local-tree.ts';
import { parseUri } from '../uri.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const fail =
  (status: number, code: string): Answer =>
  (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} said.</Message></Error>`);
const give =
  (body: string): Answer =>
  (_request, response) =>
    response
      .writeHead(200, { 'content-length': body.length, etag: '"x"', 'last-modified': new Date(0).toUTCString() })
      .end(body);
const cut: Answer = (_request, response) => {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('only this', () => response.destroy());
};

/** Runs `use` against a server that gives these answers, one per request, and says what was asked. */
async function against(
  answers: readonly Answer[],
  use: (driver: ReturnType<typeof createS3Driver>) => Promise<void>,
): Promise<{ readonly asked: string[]; readonly slept: number[] }> {
  const asked: string[] = [];
  const slept: number[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().once('end', () => (answers[asked.length - 1] ?? fail(418, 'NoMoreAnswers'))(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    return Promise.resolve();
  };
  try {
    const credentials = { accessKey: 'key', secretKey: 'secret-key' };
    await use(
      createS3Driver({ endpoint: `127.0.0.1:${port}` }, () => Promise.resolve(credentials), {
        retry: { attempts: 5, sleep },
      }),
    );
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  return { asked, slept };
}

const location = parseUri('s3://bucket/root/x');

test.each([
  [403, 'SignatureDoesNotMatch'],
  [400, 'BadRequest'],
])('a request that is refused once was damaged on its way: %d %s', async (status, code) => {
  const { asked, slept } = await against([fail(status, code), give('content')], async (driver) => {
    expect(Buffer.from(await driver.get(location)).toString()).toBe('content');
  });
  expect(asked).toHaveLength(2);
  expect(slept).toEqual([]);
});

test('throttling, 5xx and cut connections are repeated, with growing pauses', async () => {
  const { asked, slept } = await against(
    [fail(503, 'SlowDown'), fail(500, 'InternalError'), cut, give('content')],
    async (driver) => {
      expect(Buffer.from(await driver.get(location)).toString()).toBe('content');
    },
  );
  expect(asked).toEqual(Array.from({ length: 4 }, () => 'GET /bucket/root/x'));
  expect(slept).toHaveLength(3);
  slept.forEach((pause, index) => {
    expect(pause).toBeGreaterThanOrEqual(100 * 2 ** index);
    expect(pause).toBeLessThanOrEqual(200 * 2 ** index);
  });
});

test('a download that was cut off goes on where it was, if the object is still the same', async () => {
  await withDirectory(async (directory) => {
    const ranges: unknown[] = [];
    const answers: Answer[] = [
      (request, response) => {
        ranges.push(request.headers.range, request.headers['if-match']);
        response.writeHead(206, { 'content-length': 11, 'content-range': 'bytes 0-10/11', etag: '"v1"' });
        response.write('the con', () => response.destroy());
      },
      (request, response) => {
        ranges.push(request.headers.range, request.headers['if-match']);
        response.writeHead(206, { 'content-length': 4, 'content-range': 'bytes 7-10/11', etag: '"v1"' }).end('tent');
      },
    ];
    await against(answers, async (driver) => {
      const digest = bytesDigest('the content');
      expect(await driver.getFile(location, join(directory, 'x'))).toEqual({ bytes: 11, digest });
      expect(await readFile(join(directory, 'x'), 'utf8')).toBe('the content');
    });
    expect(ranges).toEqual(['bytes=0-16777215', undefined, 'bytes=7-10', '"v1"']);
  });
});

test('parts of two versions are never put together', async () => {
  await withDirectory(async (directory) => {
    const part =
      (head: Readonly<Record<string, string | number>>, body: string): Answer =>
      (_request, response) => {
        response.writeHead(206, head).write(body, () => response.destroy());
      };
    const answers = [
      part({ 'content-length': 11, 'content-range': 'bytes 0-10/11', etag: '"v1"' }, 'the con'),
      part({ 'content-length': 4, 'content-range': 'bytes 7-10/11', etag: '"v2"' }, 'tent'),
    ];
    await against(answers, async (driver) => {
      const failure = driver.getFile(location, join(directory, 'x'));
      await expect(failure).rejects.toThrow('The object was replaced while it was read.');
    });
  });
});

test('of a lost answer to "put if absent" the object itself tells what became of it', async () => {
  const whose = async (present: string): Promise<boolean> => {
    let won = false;
    const { asked } = await against([cut, fail(412, 'PreconditionFailed'), give(present)], async (driver) => {
      won = await driver.put(location, Buffer.from('mine'), true);
    });
    expect(asked.map((request) => request.split(' ')[0])).toEqual(['PUT', 'PUT', 'GET']);
    return won;
  };
  expect(await whose('mine')).toBe(true);
  expect(await whose('of somebody else')).toBe(false);
});

test('a refusal without a body is told by its status', async () => {
  const silent: Answer = (_request, response) => response.writeHead(501, { 'content-length': 0 }).end();
  await against(
    Array.from({ length: 5 }, () => silent),
    async (driver) => {
      await expect(driver.head(location)).rejects.toThrow('failed at s3://bucket/root/x: HTTP 501.');
    },
  );
});

test('after five failures it gives up', async () => {
  const { asked } = await against(
    Array.from({ length: 9 }, () => fail(503, 'SlowDown')),
    async (driver) => {
      const failure = driver.put(location, Buffer.from('x'), false);
      await expect(failure).rejects.toThrow('failed at s3://bucket/root/x: SlowDown: SlowDown said.');
      await expect(failure).rejects.toSatisfy((error) => error instanceof InfraError && error.retriable);
    },
  );
  expect(asked).toHaveLength(5);
});

test('what no retry can cure is not repeated', async () => {
  const { asked } = await against(
    [fail(403, 'AccessDenied'), fail(403, 'AccessDenied'), fail(404, 'NoSuchBucket'), fail(404, 'NoSuchKey')],
    async (driver) => {
      await expect(driver.get(location)).rejects.toThrow('AccessDenied said. The credentials do not allow it.');
      await expect(driver.get(location)).rejects.toThrow('The bucket does not exist');
      await expect(driver.get(location)).rejects.toSatisfy(isObjectNotFound);
    },
  );
  expect(asked).toHaveLength(4);
});

test('put if absent asks the server to decide', async () => {
  const seen: unknown[] = [];
  const remember =
    (answer: Answer): Answer =>
    (request, response) => {
      seen.push(request.headers['if-none-match'], String(request.headers.authorization).includes('if-none-match'));
      answer(request, response);
    };
  await against([remember(give('')), remember(fail(412, 'PreconditionFailed')), remember(give(''))], async (driver) => {
    expect(await driver.put(location, Buffer.from('x'), true)).toBe(true);
    expect(await driver.put(location, Buffer.from('x'), true)).toBe(false);
    expect(await driver.put(location, Buffer.from('x'), false)).toBe(true);
  });
  expect(seen).toEqual(['*', true, '*', true, undefined, false]);
});

test.each(['', 'host:port', 'a b', 'ftp://x', 'x/y', '1:2:3'])('the endpoint %j is refused', (endpoint) => {
  expect(() => createS3Driver({ endpoint }, () => Promise.resolve(undefined))).toThrow(
    'is not of the form "host:port"',
  );
});

test('of a thousand requests none fails because keys expire all the time, be it in time or before it', async () => {
  let issued = 0;
  const left = new Map<string, number>();
  const identity = await startFakeIdentity((number) => {
    issued = number;
    left.set(`key-${number}`, 150);
    return stsAnswer(number, new Date(Date.now() + 3_600_000));
  });
  const server = await startFakeS3(undefined, undefined, (accessKey) => {
    const requests = left.get(accessKey);
    if (requests === undefined) return undefined;
    left.set(accessKey, requests - 1);
    const number = accessKey.slice('key-'.length);
    return requests > 0
      ? { accessKey, secretKey: `secret-${number}`, sessionToken: `token/${number}+&=` }
      : 'ExpiredToken';
  });
  try {
    await withDirectory(async (directory) => {
      const tokenFile = join(directory, 'token');
      await writeFile(tokenFile, 'token');
      const credentials = findCredentials({ env: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile }, sts: identity.url });
      const driver = createS3Driver({ endpoint: server.endpoint }, credentials);
      const names = Array.from({ length: 1000 }, (_, index) => `s3://b/${index}`);
      await mapBounded(names, 32, async (name) => driver.put(parseUri(name), Buffer.from(name), false));
    });
    expect(server.objects.size).toBe(1000);
    expect(issued).toBe(7);
  } finally {
    await identity.close();
    await server.close();
  }
});
