import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

async function script(shell: string): Promise<string> {
  const io = createTestIo();
  expect(await main(['completion', shell], io)).toBe(0);
  return io.out();
}

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s knows the commands and their flags', async (shell) => {
    const text = await script(shell);
    for (const word of ['compile', 'run', 'explain', 'lint', 'params-file', 'sarif', 'workflow-template']) {
      expect(text).toContain(word);
    }
  });

  test('bash completes commands, flags and choices', async () => {
    const text = await script('bash');
    const complete = (words: readonly string[]): string[] => {
      const call = `${text}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}\n_tiphys; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync('bash', ['-c', call], { encoding: 'utf8' });
      expect(stderr).toBe('');
      return stdout.trim().split('\n');
    };
    expect(complete(['tiphys', 'comp'])).toEqual(['compile', 'compare', 'completion']);
    expect(complete(['tiphys', 'run', '--no'])).toEqual(['--no-cache', '--no-config']);
    expect(complete(['tiphys', 'compile', '--kind', 'work'])).toEqual(['workflow', 'workflow-template']);
  });

  test('refuses other shells', async () => {
    const io = createTestIo();
    expect(await main(['completion', 'tcsh'], io)).toBe(2);
    expect(io.err()).toContain('Allowed choices are bash, zsh, fish');
  });
});
