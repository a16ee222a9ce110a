/** Something that may be taken into a sample. */
export interface Candidate {
  readonly name: string;
  readonly tags: readonly string[];
  /** What it takes to run it; only the order counts. */
  readonly cost: number;
}

/**
 * The candidates of a small sample that has every tag which any candidate has: always the one that adds most tags for its
 * cost, then the cheapest of the rest until there are `least`. The same for every order of the candidates.
 */
export function chooseSample(candidates: readonly Candidate[], least: number): readonly string[] {
  const wanted = new Set(candidates.flatMap(({ tags }) => tags));
  const rest = [...candidates].sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1));
  const chosen: string[] = [];
  while (rest.length > 0 && (wanted.size > 0 || chosen.length < least)) {
    const gains = rest.map(({ tags, cost }) => new Set(tags.filter((tag) => wanted.has(tag))).size / Math.max(cost, 1));
    const best = gains.indexOf(Math.max(...gains));
    const [taken] = rest.splice(best, 1);
    if (taken === undefined) break;
    for (const tag of taken.tags) wanted.delete(tag);
    chosen.push(taken.name);
  }
  return chosen;
}
