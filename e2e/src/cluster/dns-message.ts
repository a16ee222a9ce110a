const TYPE_A = 1;
const HEADER = 12;

/** The answer to a DNS message with one question (RFC 1035): addresses of known names, "no such name" else. */
export function answerQuestion(message: Buffer, known: ReadonlyMap<string, string>): Buffer | undefined {
  if (message.length < HEADER + 5 || message.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = HEADER;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
    if (at >= message.length) return undefined;
  }
  const end = at + 5; // the root label, the type and the class
  const type = message.readUInt16BE(at + 1);
  const found = known.get(labels.join('.'));
  const records = found !== undefined && type === TYPE_A ? [addressRecord(found)] : [];
  const header = Buffer.alloc(HEADER);
  message.copy(header, 0, 0, 2);
  // An answer, authoritative, recursion offered; code 3 says that there is no such name.
  header.writeUInt16BE(0x8580 | (found === undefined ? 3 : 0), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, message.subarray(HEADER, end), ...records]);
}

function addressRecord(text: string): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc000 | HEADER, 0); // the name is that of the question
  record.writeUInt16BE(TYPE_A, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt32BE(5, 6); // seconds it may be kept
  record.writeUInt16BE(4, 10);
  text.split('.').forEach((part, index) => record.writeUInt8(Number(part), 12 + index));
  return record;
}
