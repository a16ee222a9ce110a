import type { Executor } from '@tiphys/compiler';

/** Characters from which a text is worth a reference. */
const minLength = 40;
/** Characters that all of them may have together: every pod is given all of them. */
const maxTotal = 16 * 1024;

/**
 * The words of command lines that several executors have in common, the most saving first: the SDK starts every Python
 * component by the same scripts. Each is written once in a manifest.
 */
export function sharedTexts(executors: readonly Executor[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const executor of executors) {
    if (executor.kind !== 'container') continue;
    for (const word of [...executor.command, ...executor.args]) {
      if (typeof word === 'string' && word.length >= minLength) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const saving = ([text, count]: readonly [string, number]): number => text.length * (count - 1);
  const candidates = [...counts].filter(([, count]) => count > 1).sort((a, b) => saving(b) - saving(a));
  let total = 0;
  return candidates
    .filter(([text]) => {
      const fits = total + text.length <= maxTotal;
      if (fits) total += text.length;
      return fits;
    })
    .map(([text]) => text);
}
