/**
 * The candidate that the user most likely meant by `word`, if any is near enough: up to two edits in five letters, an
 * edit being one letter added, dropped, replaced or swapped with its neighbour. Differences of case cost half an edit.
 * Of equally near candidates the first wins. Words of more than 100 characters are never mistyped names.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 100) {
    return undefined;
  }
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length * 0.4)) + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) {
      continue;
    }
    const distance = editDistance(word, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment distance, three rows at a time; infinite once it is sure to be `limit` or more. */
function editDistance(from: string, to: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      let cost = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + replaceCost(from[row - 1], to[column - 1]),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      }
      current.push(cost);
    }
    // A swap reaches back two rows, and costs 1: nothing can get cheaper than the better of both.
    if (Math.min(...current) >= limit && Math.min(...last) + 1 >= limit) {
      return Infinity;
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}

function replaceCost(from: string | undefined, to: string | undefined): number {
  if (from === to) {
    return 0;
  }
  return from?.toLowerCase() === to?.toLowerCase() ? 0.5 : 1;
}
