import { expect, test } from 'vitest';
import { shell, withBed } from './testing/task-fixture.ts';

const word = 'b7Kq-word-9xWz41';

test('a value of a Secret that a command prints is in its output, and nowhere that is kept', async () => {
  await withBed(async (bed) => {
    const script =
      'printf "out %s\n" "$WORD"; printf "err %.5s" "$WORD" >&2; sleep 0; printf "%s\n" "${WORD#?????}" >&2; exit 3';
    const env = { ...process.env, WORD: word, TIPHYS_SECRET_KEY: 'key-of-the-store' };
    const { result, stdout, stderr } = await bed.run(shell(script, [], { secretEnv: ['WORD'] }), {}, { env });
    expect([stdout, stderr]).toEqual([`out ${word}\n`, `err ${word}\n`]);
    expect(result).toMatchObject({ exitCode: 3, record: { errorDetail: 'err ***' } });
    const kept: string[] = [];
    for await (const { uri } of bed.store.list(`${bed.store.root}/`)) {
      kept.push(Buffer.from(await bed.store.get(uri)).toString());
    }
    expect(kept.some((text) => text.includes('out ***\n') && text.includes('err ***\n'))).toBe(true);
    expect(kept.filter((text) => text.includes(word))).toEqual([]);
  });
});

test('nor in a message about an output that holds one', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf "$WORD" > "$1"', [{ outputFile: 'n' }], {
      secretEnv: ['WORD'],
      outputs: { parameters: { n: { type: 'NUMBER_INTEGER' } } },
    });
    const { result } = await bed.run(spec, {}, { env: { ...process.env, WORD: word } });
    expect(result.message).toContain('***');
    expect(JSON.stringify(result)).not.toContain(word);
  });
});
