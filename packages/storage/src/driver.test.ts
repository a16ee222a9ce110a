import { join } from 'node:path';
import { TaskError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { createFileDriver } from './file-driver.ts';
import { createMemoryDriver } from './memory-driver.ts';
import { createMinioDriver } from './minio-driver.ts';
import { createS3Driver } from './s3/s3-driver.ts';
import { withDirectory } from './testing/local-tree.ts';
import { parseUri } from './uri.ts';

const place = { endpoint: '127.0.0.1:1' };
const nobody = async (): Promise<undefined> => Promise.resolve(undefined);

test.each([
  ['file', createFileDriver()],
  ['memory', createMemoryDriver()],
  ['s3', createS3Driver(place, nobody)],
  ['minio', createMinioDriver(place, nobody)],
])('a file that is gone since it was listed is told by name, and no server is asked: %s', async (_name, driver) => {
  await withDirectory(async (directory) => {
    const gone = join(directory, 'gone');
    const uploading = driver.putFile(gone, parseUri(`s3://bucket${directory}/copy`));
    await expect(uploading).rejects.toThrow(TaskError);
    await expect(uploading).rejects.toThrow(`${gone} cannot be copied: it is missing`);
  });
});
