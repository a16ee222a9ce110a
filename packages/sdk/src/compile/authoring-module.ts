import * as sdk from '../index.ts';
import * as authoring from '../worker/authoring.ts';
import { ownFile } from './own-file.ts';

/**
 * The text of the module that `@tiphys/sdk` is inside of a bundled function. It exports every name of the package, so that each
 * import of a user is there.
 */
export function authoringModule(): string {
  const others = Object.keys(sdk).filter((name) => !(name in authoring));
  return [
    `export * from ${JSON.stringify(ownFile('worker/authoring'))};`,
    `import { nothing } from ${JSON.stringify(ownFile('worker/nothing'))};`,
    ...others.map((name) => `export const ${name} = nothing;`),
  ].join('\n');
}
