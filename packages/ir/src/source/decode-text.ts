/** The part of the platform's `TextDecoder` that is used; it is in every runtime, but not in the ES typings. */
declare class TextDecoder {
  constructor(label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

/** Why bytes are not a text. */
export interface NotText {
  /** What they seem to be, when their first bytes tell. */
  readonly looksLike?: string;
  /** Where the text stops being one, when it starts as one. */
  readonly nulAt?: number;
  /** The text up to there, for positions. */
  readonly text?: string;
}

const signatures: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
];

/** Reads UTF-8, or UTF-16 that begins with a byte order mark. A byte order mark is not part of the text. */
export function decodeText(input: string | Uint8Array): { text: string } | { notText: NotText } {
  const decoded = typeof input === 'string' ? input : decodeBytes(input);
  if (decoded === undefined) {
    const looksLike = typeof input === 'string' ? undefined : findSignature(input);
    return { notText: looksLike === undefined ? {} : { looksLike } };
  }
  const text = decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded;
  const nulAt = text.indexOf('\0');
  return nulAt === -1 ? { text } : { notText: { nulAt, text } };
}

function decodeBytes(bytes: Uint8Array): string | undefined {
  if (findSignature(bytes) !== undefined) {
    return undefined;
  }
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function findSignature(bytes: Uint8Array): string | undefined {
  return signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
}
