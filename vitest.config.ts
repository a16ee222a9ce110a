import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * One configuration for every test of the workspace. Packages are resolved to their sources (condition `@tiphys/source`),
 * so that no build is needed before a test, and a change in one package is seen by the tests of all others.
 */
const conditions = ['@tiphys/source', 'module', 'node', 'development|production'];

/** `TIPHYS_IDENTITY_PLUGIN=1`: whatever a test compiles has to come out alike with a plugin that copies all that it gets. */
const identity = process.env['TIPHYS_IDENTITY_PLUGIN'] === '1' ? ['tools/vitest/identity-plugin.ts'] : [];

const config = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'e2e/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/.cache/**'],
    setupFiles: ['tools/vitest/fail-on-console.ts', 'tools/vitest/seed-properties.ts', ...identity],
    environment: 'node',
    // Processes, not threads: tests of the local engine start children, change signals and read the environment.
    pool: 'forks',
    maxWorkers: Math.max(2, availableParallelism()),
    // Compiling thrice, and copying all of it, takes its time with thousands of tasks.
    testTimeout: identity.length > 0 ? 120_000 : 30_000,
    hookTimeout: 60_000,
    // No retries: a test that passes at the second try is a fault of the test or of the code.
    retry: 0,
    restoreMocks: true,
    unstubEnvs: true,
    benchmark: { include: ['packages/*/src/**/*.bench.ts'] },
  },
});

// Vitest reads nothing but the default export.
export default config;
