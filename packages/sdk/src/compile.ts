export { compileFile } from './compile/compile-file.ts';
export { compilePipeline } from './compile/compile-pipeline.ts';
export type { CompiledPipeline } from './compile/compile-pipeline.ts';
export { componentTypes } from './load/print-types.ts';
export type { TypesOptions } from './load/print-types.ts';
