// Started by the stub: runs the launcher's bundle from the code that V8 made of it before. Without a fitting code cache it
// runs all the same, only later.
'use strict';
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const filename = `${__dirname}/launcher.cjs`;

/** @returns {Buffer | undefined} */
function codeCache() {
  try {
    return readFileSync(`${__dirname}/launcher.cache`);
  } catch {
    return undefined;
  }
}

// The bundle is ASCII, which V8 then keeps with one byte for each character.
const source = `(function (exports, require, module) {${readFileSync(filename, 'latin1')}\n})`;
const script = new Script(source, { filename, cachedData: codeCache() });
module.exports = script;
script.runInThisContext()(exports, require, { exports });
