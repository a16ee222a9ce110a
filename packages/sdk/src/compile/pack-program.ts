import { brotliCompressSync, constants } from 'node:zlib';

/** Linux takes no argument above 128 KiB. */
const wordLimit = 96 * 1024;

/**
 * Unpacks the words before `--executor_input` and runs them under the name of the component, so that stack traces show that
 * and not the code.
 */
const loader = [
  "const {argv}=process,end=argv.indexOf('--executor_input');",
  'const [name,...words]=argv.slice(1,end);',
  "const code=require('node:zlib').brotliDecompressSync(Buffer.from(words.join(''),'base64')).toString();",
  "const {constants}=require('node:vm');",
  "const options={filename:name+'.js',importModuleDynamically:constants.USE_MAIN_CONTEXT_DEFAULT_LOADER};",
  'const module={exports:{}};',
  "new (require('node:vm').Script)('(function(module,exports,require){'+code+'\\n})',options).runInThisContext()(module,module.exports,require);",
  'module.exports.catch((error)=>{console.error(error);process.exitCode=1;});',
].join('');

/** The command line that runs a bundle; `--executor_input` and its value come behind it. */
export function packProgram(name: string, code: string): readonly string[] {
  const packed = brotliCompressSync(code, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: code.length,
    },
  }).toString('base64');
  const words = Array.from({ length: Math.ceil(packed.length / wordLimit) }, (_, index) =>
    packed.slice(index * wordLimit, (index + 1) * wordLimit),
  );
  return ['node', '-e', loader, '--', name, ...words];
}
