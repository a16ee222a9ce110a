import { shortHash } from '@tiphys/contract';

/** Twelve hex digits that tell objects of a manifest apart by what is in them. */
export function contentHash(text: string): string {
  return shortHash(text) + shortHash(`${text.length}${text}`);
}
