/** A hint is not worth looking through more than this many names. */
const candidateLimit = 1000;

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
  let looked = 0;
  for (const candidate of candidates) {
    looked += 1;
    if (looked > candidateLimit) {
      break;
    }
    if (Math.abs(candidate.length - word.length) >= bestDistance) {
      continue;
    }
    const distance = coreDistance(word, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** The edit distance without what both words begin and end with: names of one pipeline have much in common. */
function coreDistance(from: string, to: string, limit: number): number {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) {
    end += 1;
  }
  return editDistance(from.slice(start, from.length - end), to.slice(start, to.length - end), limit);
}

/**
 * Optimal string alignment distance; infinite once it is sure to be `limit` or more. Only cells nearer than `limit` to the
 * diagonal are looked at: all others cost more.
 */
function editDistance(from: string, to: string, limit: number): number {
  const band = Math.ceil(limit);
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let column = 0; column <= Math.min(to.length, band); column += 1) {
    last[column] = column;
  }
  for (let row = 1; row <= from.length; row += 1) {
    const current: number[] = [];
    let lowest = Infinity;
    for (let column = Math.max(0, row - band); column <= Math.min(to.length, row + band); column += 1) {
      const cost = column === 0 ? row : cellCost(from, to, row, column, [beforeLast, last, current]);
      current[column] = cost;
      lowest = Math.min(lowest, cost);
    }
    // A swap reaches back two rows, so one cheap row is not enough to go on for; it costs 1, as does a replacement.
    if (lowest >= limit && row > 1 && !last.some((cost) => cost + 1 < limit)) {
      return Infinity;
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? Infinity;
}

function cellCost(
  from: string,
  to: string,
  row: number,
  column: number,
  [beforeLast, last, current]: readonly [readonly number[], readonly number[], readonly number[]],
): number {
  const typed = from[row - 1];
  const meant = to[column - 1];
  const cost = Math.min(
    (last[column] ?? Infinity) + 1,
    (current[column - 1] ?? Infinity) + 1,
    (last[column - 1] ?? Infinity) + replaceCost(typed, meant),
  );
  const swapped = row > 1 && column > 1 && typed === to[column - 2] && from[row - 2] === meant;
  return swapped ? Math.min(cost, (beforeLast[column - 2] ?? Infinity) + 1) : cost;
}

function replaceCost(from: string | undefined, to: string | undefined): number {
  if (from === to) {
    return 0;
  }
  return from?.toLowerCase() === to?.toLowerCase() ? 0.5 : 1;
}
