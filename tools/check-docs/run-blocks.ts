import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeBlock } from './code-blocks.ts';

/**
 * Does what a page tells its reader to do, in a folder: writes the blocks marked `file=NAME`, and runs those fenced as `sh run` with
 * `bash -e`, in order. Gives what went otherwise than the page says.
 */
export function runBlocks(page: string, blocks: readonly CodeBlock[], folder: string): string[] {
  return blocks.flatMap((block) => {
    const name = fileOf(block);
    if (name !== undefined) writeFileSync(join(folder, name), block.code);
    return isRun(block) ? runBlock(page, block, folder) : [];
  });
}

/** The file that a block is the text of. */
export function fileOf({ marks }: CodeBlock): string | undefined {
  return marks.find((mark) => mark.startsWith('file='))?.slice('file='.length);
}

/** Whether a block is to be run. */
export function isRun({ language, marks }: CodeBlock): boolean {
  return language === 'sh' && marks.includes('run');
}

function runBlock(page: string, block: CodeBlock, cwd: string): string[] {
  const expected = Number(block.marks.find((mark) => mark.startsWith('exit='))?.slice('exit='.length) ?? 0);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', block.code], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  });
  const place = `${page}:${block.line}`;
  console.log(`ran ${place}: exit ${status ?? 'by a signal'}`);
  if (status === expected) return [];
  return [`${place}: exit ${status ?? 'by a signal'}, not ${expected}\n${block.code}${stdout}${stderr}`];
}
