/**
 * Six hex digits that tell names apart: FNV-1a over the UTF-16 code units, high byte first, folded to 24 bits
 * (http://www.isthe.com/chongo/tech/comp/fnv/). Not for anything that someone may want to forge.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
  }
  const folded = ((hash >>> 24) ^ hash) & 0xffffff;
  return folded.toString(16).padStart(6, '0');
}
