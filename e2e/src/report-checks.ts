/** One line of the table. */
export interface CheckedRow {
  readonly label: string;
  /** ok: compiled and no finding; refused: the compiler says what it can't do yet; failed: anything else. */
  readonly state: 'ok' | 'refused' | 'failed';
  readonly messages: readonly string[];
}

/** Prints the table, then every finding in full, then one line of sums. Gives the exit code: 1 if anything failed. */
export function reportChecks(rows: readonly CheckedRow[], general: readonly string[], title: string): number {
  const width = Math.min(90, Math.max(0, ...rows.map((row) => row.label.length)));
  for (const row of rows) {
    const note = row.state === 'refused' ? `  ${row.messages[0] ?? ''}` : '';
    process.stdout.write(`${row.state.padEnd(7)}  ${row.label.padEnd(width)}${note}`.trimEnd() + '\n');
  }
  const failed = rows.filter((row) => row.state === 'failed');
  for (const row of failed) {
    process.stdout.write(`\n${row.label}\n${row.messages.map((text) => indent(text)).join('')}`);
  }
  for (const text of general) process.stdout.write(`\n${indent(text)}`);
  const count = (state: CheckedRow['state']): string => String(rows.filter((row) => row.state === state).length);
  process.stdout.write(
    `\n${title}: ${count('ok')} ok, ${count('refused')} refused by the compiler, ${count('failed')} failed\n`,
  );
  return failed.length + general.length > 0 ? 1 : 0;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('');
}
