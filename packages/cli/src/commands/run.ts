import { UsageError } from '@tiphys/diagnostics';
import type { CommandContext, RunOptions } from '../command-context.ts';

/** `tiphys run`. */
export async function run(_file: string, _options: RunOptions, _context: CommandContext): Promise<number> {
  return Promise.reject(new UsageError('not yet'));
}
