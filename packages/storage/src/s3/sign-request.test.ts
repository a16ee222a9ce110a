import { expect, test } from 'vitest';
import { createSigner } from './sign-request.ts';

const credentials = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const now = new Date('2013-05-24T00:00:00Z');
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const host = 'examplebucket.s3.amazonaws.com';

// Examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
test.each([
  {
    request: { method: 'GET', path: '/test.txt', query: '', headers: { host, range: 'bytes=0-9' }, payload: empty },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    request: {
      method: 'PUT',
      path: '/test%24file.text',
      query: '',
      headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      payload: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  {
    request: { method: 'GET', path: '/', query: 'lifecycle=', headers: { host }, payload: empty },
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    request: { method: 'GET', path: '/', query: 'max-keys=2&prefix=J', headers: { host }, payload: empty },
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
])("AWS's own example: $request.method $request.path $request.query", ({ request, signature }) => {
  const sign = createSigner({ credentials, region: 'us-east-1', service: 's3' });
  expect(sign(request, now)['authorization']).toContain(`,Signature=${signature}`);
});

test('the key of another day is another one, each second has its date, and a session is told', () => {
  const request = { method: 'GET', path: '/', query: '', headers: { host }, payload: empty };
  const sign = createSigner({
    credentials: { ...credentials, sessionToken: 'token' },
    region: 'us-east-1',
    service: 's3',
  });
  const first = sign(request, now);
  expect(sign(request, new Date('2013-05-24T00:00:00.999Z'))).toEqual(first);
  expect(sign(request, new Date('2013-05-24T00:00:01Z'))['x-amz-date']).toBe('20130524T000001Z');
  const next = sign(request, new Date('2013-05-25T00:00:00Z'));
  expect(first['x-amz-security-token']).toBe('token');
  expect(next['authorization']).toContain('/20130525/');
  expect(next['authorization']).not.toBe(first['authorization']);
  expect(sign(request, now)).toEqual(first);
});
