export { main } from './command-line.ts';
export type { CliIo, InterruptSignal, TextOutput } from './io.ts';
