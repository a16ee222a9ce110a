import type * as backend from '../../packages/backend-argo/src/emit-manifest.ts';
import type * as compiler from '../../packages/compiler/src/compile-pipeline.ts';
import { vi } from 'vitest';
import { withIdentity } from './with-identity.ts';

// With `TIPHYS_IDENTITY_PLUGIN=1` every compilation of the suite runs with a plugin that copies all that it gets.
vi.mock('../../packages/compiler/src/compile-pipeline.ts', async (importOriginal) => {
  const real = await importOriginal<typeof compiler>();
  return { ...real, compilePipeline: withIdentity(real.compilePipeline) };
});
vi.mock('../../packages/backend-argo/src/emit-manifest.ts', async (importOriginal) => {
  const real = await importOriginal<typeof backend>();
  return { ...real, emitManifest: withIdentity(real.emitManifest) };
});
