/** A file that breaks one rule of `.dependency-cruiser.mjs`, and the rule that must notice. */
export interface PlantedViolation {
  readonly rule: string;
  /** The package whose folder the file pretends to be in. */
  readonly package: string;
  /** File name below the package's `src`. */
  readonly file: string;
  readonly text: string;
}

/** One violation for each kind of rule. A rule that nobody ever saw fail may be a rule that cannot fail. */
export const plantedViolations: readonly PlantedViolation[] = [
  {
    rule: 'layers-ir',
    package: 'ir',
    file: 'upward.ts',
    text: "export type { Plan } from '@tiphys/compiler';\n",
  },
  {
    rule: 'layers-ir',
    package: 'ir',
    file: 'sideways.ts',
    text: "import * as expr from '@tiphys/expr';\nexport const used = expr;\n",
  },
  {
    rule: 'layers-backend-argo',
    package: 'backend-argo',
    file: 'impure-package.ts',
    text: "import * as storage from '@tiphys/storage';\nexport const used = storage;\n",
  },
  {
    rule: 'layers-cli',
    package: 'cli',
    file: 'program.ts',
    text: "export { used } from '@tiphys/launcher/package.json';\n",
  },
  {
    rule: 'externals-compiler',
    package: 'compiler',
    file: 'external.ts',
    text: "import { load } from 'js-yaml';\nexport const used = load;\n",
  },
  {
    rule: 'declared',
    package: 'contract',
    file: 'undeclared.ts',
    text: "import { z } from 'zod';\nexport const used = z;\n",
  },
  {
    rule: 'purity',
    package: 'contract',
    file: 'built-in.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n",
  },
  {
    rule: 'by-package-name',
    package: 'expr',
    file: 'relative.ts',
    text: "export { invariant } from '../../../../../packages/diagnostics/src/index.ts';\n",
  },
  {
    rule: 'resolvable',
    package: 'ir',
    file: 'deep-import.ts',
    text: "export { invariant } from '@tiphys/diagnostics/src/errors.ts';\n",
  },
  {
    rule: 'no-cycles',
    package: 'compiler',
    file: 'cycle-back.ts',
    text: "import { used } from './cycle.ts';\nexport const self = used;\n",
  },
  {
    rule: 'no-test-code-in-sources',
    package: 'runtime',
    file: 'shipped.ts',
    text: "export { helper } from './testing/helper.ts';\n",
  },
];

/** What a planted violation needs beside it; breaks no rule itself. */
export const plantedHelpers: readonly Omit<PlantedViolation, 'rule'>[] = [
  {
    package: 'compiler',
    file: 'cycle.ts',
    text: "import { self } from './cycle-back.ts';\nexport const used = self;\n",
  },
  { package: 'runtime', file: 'testing/helper.ts', text: 'export const helper = 1;\n' },
];
