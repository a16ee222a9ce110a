import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectionError } from './connection-error.ts';
import { ResponseReader } from './response-reader.ts';

interface Read {
  readonly status: number | undefined;
  readonly body: string;
  readonly done: boolean;
}

/** Reads an answer that arrives in pieces. */
function read(text: string, cuts: readonly number[], method = 'GET', end = false): Read {
  let body = '';
  const reader = new ResponseReader(method, () => (chunk) => {
    body += chunk.toString('latin1');
  });
  const bytes = Buffer.from(text, 'latin1');
  const places = [
    0,
    ...[...cuts].sort((left, right) => left - right).map((cut) => Math.min(cut, bytes.length)),
    bytes.length,
  ];
  for (const [index, place] of places.entries()) reader.push(bytes.subarray(place, places[index + 1] ?? bytes.length));
  if (end) reader.end();
  return { status: reader.head?.status, body, done: reader.done };
}

const body = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '0', '\0', 'ÿ'), maxLength: 60 });
const cuts = fc.array(fc.nat(200), { maxLength: 8 });

test('a body with a length is read whole, however it arrives', () => {
  fc.assert(
    fc.property(body, cuts, (content, places) => {
      const text = `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${content.length}\r\nX: y\r\n\r\n${content}`;
      expect(read(text, places)).toEqual({ status: 200, body: content, done: true });
    }),
  );
});

test('a body in chunks is read whole, however it arrives, and never taken for complete before', () => {
  fc.assert(
    fc.property(fc.array(body), cuts, (pieces, places) => {
      const chunks = pieces
        .filter((piece) => piece !== '')
        .map((piece) => `${piece.length.toString(16)};x\r\n${piece}\r\n`);
      const text = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks.join('')}0\r\nTrailer: x\r\n\r\n`;
      expect(read(text, places)).toEqual({ status: 200, body: pieces.join(''), done: true });
      for (let length = 0; length < text.length; length++) {
        expect(() => read(text.slice(0, length), places, 'GET', true)).toThrow(ConnectionError);
      }
    }),
    { numRuns: 30 },
  );
});

test('any bytes give an answer or a ConnectionError', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary-ascii' }),
      fc.string({ unit: 'binary-ascii' }),
      cuts,
      (head, rest, places) => {
        for (const text of [head, `HTTP/1.1 200 OK\r\n${head}\r\n\r\n${rest}`]) {
          try {
            read(text, places, 'GET', true);
          } catch (error) {
            expect(error).toBeInstanceOf(ConnectionError);
          }
        }
      },
    ),
  );
});

test.each([
  ['nothing', ''],
  ['another protocol', 'SSH-2.0-OpenSSH\r\n\r\n'],
  ['no length', 'HTTP/1.1 200 OK\r\n\r\nx'],
  ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: 1e3\r\n\r\nx'],
  ['a shorter body', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nx'],
  ['a longer body', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy'],
  ['a head without end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(70_000)}`],
])('an answer with %s is refused', (_title, text) => {
  expect(() => read(text, [], 'GET', true)).toThrow(ConnectionError);
});

test('an answer without a body has none, and a refusal may end with its connection', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';
  expect(read(head, [], 'HEAD')).toEqual({ status: 200, body: '', done: true });
  expect(read('HTTP/1.1 204 No Content\r\n\r\n', [])).toEqual({ status: 204, body: '', done: true });
  expect(read('HTTP/1.0 500 x\r\n\r\nwhy', [], 'GET', true)).toEqual({ status: 500, body: 'why', done: true });
});
