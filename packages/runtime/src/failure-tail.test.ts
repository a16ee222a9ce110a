import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTail, failureTail } from './failure-tail.ts';
import { shell, withBed } from './testing/task-fixture.ts';

const traceback = `Traceback (most recent call last):
  File "/tmp/x.py", line 3, in <module>
    main()
ValueError: no such colour: mauve`;

test('the last traceback counts, with what follows it', () => {
  const first = traceback.replace('mauve', 'beige');
  expect(failureTail(`loading\n${first}\n\nDuring handling, another:\n\n${traceback}\nbye\n`)).toBe(
    `${traceback}\nbye`,
  );
});

test('a long traceback keeps its head and its end', () => {
  const frames = Array.from({ length: 80 }, (_, index) => `  File "x.py", line ${index}, in f\n    f()`).join('\n');
  const tail = failureTail(`Traceback (most recent call last):\n${frames}\nRecursionError: too deep`) ?? '';
  expect(tail.split('\n').slice(0, 2)).toEqual(['Traceback (most recent call last):', '  ...']);
  expect(tail.split('\n')).toHaveLength(30);
  expect(tail).toMatch(/RecursionError: too deep$/);
});

test('without a traceback the last lines count, as a terminal would leave them', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  expect(failureTail(lines.join('\n'))).toBe(lines.slice(-10).join('\n'));
  expect(failureTail('\u001b[31merror:\u001b[0m bad\r\n 10%\r 50%\r100%\n\u0007done')).toBe('error: bad\n100%\ndone');
  expect(failureTail('')).toBeUndefined();
  expect(failureTail('\n \u001b[0m\n')).toBeUndefined();
});

test('any bytes in any pieces give the tail of the whole, in bounded size', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), fc.integer({ min: 1, max: 64 }), (chunks, limit) => {
      const tail = createTail(limit);
      chunks.forEach((chunk) => tail.push(chunk));
      const whole = Buffer.concat(chunks);
      expect(Buffer.byteLength(tail.text())).toBeLessThanOrEqual(3 * limit);
      expect(whole.toString('utf8').endsWith(tail.text()) || !isUtf8(whole)).toBe(true);
      const shown = failureTail(tail.text());
      expect((shown ?? '').length).toBeLessThanOrEqual(2000);
      expect(shown?.isWellFormed() ?? true).toBe(true);
    }),
  );
});

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

test('a character that was cut in two is left out', () => {
  const tail = createTail(4);
  tail.push(Buffer.from('ab\u65e5\u672c'));
  expect(tail.text()).toBe('\u672c');
});

test('what a failed command said is in its record; what a good one said is not', async () => {
  await withBed(async (bed) => {
    const failed = await bed.run(shell(`printf '%s\\n' "$1" >&2; exit 4`, [traceback]));
    expect(failed.result.record).toMatchObject({ state: 'FAILED', exitCode: 4, errorDetail: traceback });
    expect(failed.stderr).toBe(`${traceback}\n`);
    const fine = await bed.run(shell(`echo fine >&2`, []), {}, { context: { uid: 'uid-2' } });
    expect(fine.result.record.errorDetail).toBeUndefined();
  });
});
