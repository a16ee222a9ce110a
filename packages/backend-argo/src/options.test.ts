import { expect, test } from 'vitest';
import { resolveEmitOptions } from './options.ts';

test("prefers the user's root to the pipeline's own", () => {
  expect(resolveEmitOptions({}, 's3://own').store.config.root).toBe('s3://own');
  expect(resolveEmitOptions({ pipelineRoot: 's3://mine' }, 's3://own').store.config.root).toBe('s3://mine');
});
