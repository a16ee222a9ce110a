import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('takes 2.1.0 only, and says nothing else about other versions', () => {
  expect(diagnose(edit(['2.1.0', '2.0.0'], ['executorLabel: exec-use', 'executor: exec-use']))).toEqual([
    lines(
      'error IR-020 p.yaml:3:16 at schemaVersion',
      'The schema version is "2.0.0"; only "2.1.0" is supported.',
      'hint: Compile the pipeline again with kfp 2.',
    ),
  ]);
});

test('an empty version is not the absence of one', () => {
  expect(diagnose(edit(['2.1.0', '""']))).toEqual([
    lines(
      'error IR-020 p.yaml:3:16 at schemaVersion',
      'There is no schema version; only "2.1.0" is supported.',
      'hint: Compile the pipeline again with kfp 2.',
    ),
  ]);
});

test('says of old SDKs why the file could not be translated', () => {
  const [text = ''] = diagnose(edit(['schemaVersion: 2.1.0', 'sdkVersion: kfp-1.8.11\nschemaVersion: 2.0.0']));
  expect(text).toContain('again with kfp 2: the components of kfp-1.8.11 read and write');
});
