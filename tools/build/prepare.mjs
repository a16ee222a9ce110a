// Runs at the end of `npm ci`: afterwards `npx tiphys` works. A fault here must not make the installation fail, because
// without an installation nobody can mend the fault; it is told instead, and `bin/tiphys.js` tells it again.
import { bundle } from './bundle.mjs';

try {
  await bundle();
} catch (error) {
  console.error(`tiphys: bundling failed, so "npx tiphys" will not start: ${String(error)}`);
}
