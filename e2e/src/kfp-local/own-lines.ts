/** Lines that the SDK's executor, Python's logging and its warnings write, whoever runs a component. */
const FOREIGN = /^\[KFP Executor |^(INFO|WARNING|ERROR|DEBUG):|Warning: |^ {2}warnings\.warn\(|^$/;

/** What the executor logs of its input: a document of many lines after this one. */
const INPUT = /^\[KFP Executor .*executor_input:$/;

/** What a component itself printed. */
export function ownLines(lines: readonly string[]): readonly string[] {
  const own: string[] = [];
  let inDocument = false;
  for (const line of lines) {
    if (inDocument) inDocument = line !== '}';
    else if (INPUT.test(line)) inDocument = true;
    else if (!FOREIGN.test(line)) own.push(line);
  }
  return own;
}
