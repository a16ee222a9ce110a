import { expect, test } from 'vitest';
import { answerQuestion } from './dns-message.ts';

const known = new Map([['minio.kubeflow.svc.cluster.local', '10.1.2.3']]);

function question(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  return Buffer.concat([
    Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...labels,
    Buffer.from([0, 0, type, 0, 1]),
  ]);
}

test('the address of a known name, whatever its case', () => {
  const asked = question('MinIO.kubeflow.svc.cluster.local', 1);
  const answer = answerQuestion(asked, known);
  expect(answer?.subarray(0, 12)).toEqual(Buffer.from([0xab, 0xcd, 0x85, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]));
  expect(answer?.subarray(12, asked.length)).toEqual(asked.subarray(12));
  expect(answer?.subarray(asked.length)).toEqual(Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 1, 2, 3]));
});

test('a known name without an address of the wanted kind exists; any other does not', () => {
  const six = answerQuestion(question('minio.kubeflow.svc.cluster.local', 28), known);
  const other = answerQuestion(question('minio.kubeflow', 1), known);
  expect([six?.readUInt16BE(2), six?.readUInt16BE(6)]).toEqual([0x8580, 0]);
  expect([other?.readUInt16BE(2), other?.readUInt16BE(6)]).toEqual([0x8583, 0]);
});

test('what is no question gets no answer', () => {
  expect(answerQuestion(Buffer.from('hello'), known)).toBeUndefined();
  expect(answerQuestion(Buffer.concat([question('a', 1).subarray(0, 13), Buffer.from([60])]), known)).toBeUndefined();
});
