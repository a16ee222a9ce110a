// The architecture as rules. `npm run boundaries` runs them and proves with planted violations that each one is alive.

/**
 * Imports go to a strictly lower layer, or sideways where `beside` says so. A `pure` package runs anywhere: it uses no Node
 * built-in and no package that does. `externals` are the only npm packages that its sources may import.
 */
const packages = {
  diagnostics: { layer: 0, pure: true, externals: [] },
  'argo-types': { layer: 0, pure: true, externals: [] },
  contract: { layer: 1, pure: true, externals: [] },
  ir: { layer: 1, pure: true, externals: ['js-yaml'] },
  expr: { layer: 1, pure: true, beside: ['contract'], externals: ['@bufbuild/cel', '@bufbuild/protobuf'] },
  storage: { layer: 1, beside: ['contract'], externals: ['minio'] },
  metadata: { layer: 1, beside: ['contract', 'storage'], externals: ['zod'] },
  compiler: { layer: 2, pure: true, externals: [] },
  'backend-argo': { layer: 3, pure: true, externals: ['js-yaml'] },
  runtime: { layer: 3, externals: ['canonicalize'] },
  config: { layer: 4, pure: true, externals: ['zod'] },
  launcher: { layer: 4, externals: [] },
  'local-engine': { layer: 4, externals: ['js-yaml'] },
  sdk: { layer: 4, externals: ['esbuild', 'js-yaml'] },
  'plugin-testkit': { layer: 5, externals: [] },
  testing: { layer: 5, externals: [] },
  cli: { layer: 5, externals: ['commander', 'fflate', 'js-yaml', 'picocolors'] },
};

/** Where tools/check-boundaries plants its violations: same rules, other folder. */
const base = '^(?:[.]cache/boundaries/)?packages';

const test = '([.]test|[.]test-d|[.]bench)[.]ts$|/src/testing/';

const names = Object.keys(packages);
/** Leaves: nobody imports them, and all that they use is bundled into them. */
const programs = ['cli', 'launcher'];

/** @param {string} name */
function mayImport(name) {
  const { layer, pure, beside = [] } = packages[name];
  return names.filter((other) => {
    if (other === name) return true;
    if (programs.includes(other)) return false;
    if (pure && !packages[other].pure) return false;
    return packages[other].layer < layer || beside.includes(other);
  });
}

/** @param {string[]} words */
const anyOf = (words) => `(?:${words.join('|')})`;

const layers = names.map((name) => ({
  name: `layers-${name}`,
  comment: `${name} may import only ${mayImport(name).join(', ')}`,
  severity: 'error',
  from: { path: `${base}/${name}/` },
  to: { path: '^packages/', pathNot: `^packages/${anyOf(mayImport(name))}/` },
}));

const externals = names.map((name) => ({
  name: `externals-${name}`,
  comment: `${name} may use only these npm packages: ${packages[name].externals.join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `${base}/${name}/src/`, pathNot: test },
  to: {
    path: 'node_modules/',
    ...(packages[name].externals.length === 0
      ? {}
      : { pathNot: `node_modules/(?:@types/)?${anyOf(packages[name].externals)}/` }),
  },
}));

const pure = names.filter((name) => packages[name].pure);

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
  forbidden: [
    ...layers,
    ...externals,
    {
      name: 'purity',
      comment: 'a pure package uses no Node built-in',
      severity: 'error',
      from: { path: `${base}/${anyOf(pure)}/src/`, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'a cycle cannot be read from top to bottom',
      severity: 'error',
      from: { path: base },
      to: { circular: true },
    },
    {
      name: 'by-package-name',
      comment: 'another package is imported by its name, never by a relative path',
      severity: 'error',
      from: { path: `${base}/([^/]+)/` },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'resolvable',
      comment: 'only what a package exports can be imported',
      severity: 'error',
      from: { path: `${base}/[^/]+/src/` },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'a package lists what it uses in its own package.json, or it breaks once it is installed alone',
      severity: 'error',
      from: { path: `${base}/[^/]+/src/`, pathNot: `${test}|(^|/)packages/${anyOf(programs)}/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-test-code-in-sources',
      comment: 'what is shipped never imports a test or a test helper',
      severity: 'error',
      from: { path: `${base}/[^/]+/src/`, pathNot: test },
      to: { path: test },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: '^packages/[^/]+/dist/|^packages/argo-types/src/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@tiphys/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts'],
    },
  },
};

// dependency-cruiser reads nothing but the default export.
export default configuration;
