import type { Difference } from './compare-outcomes.ts';
import type { Explanation } from './explanation.ts';

/** What is left when everything known is taken away. */
export interface Explained {
  /** Differences that no explanation is for, with the job's name. */
  readonly unexplained: readonly (Difference & { readonly job: string })[];
  /** Explanations with a job where they explain nothing. */
  readonly needless: readonly { readonly peer: string; readonly job: string }[];
}

/** Holds the differences of each job against the explanations for that job. */
export function explainDifferences(
  differences: ReadonlyMap<string, readonly Difference[]>,
  explanations: readonly Explanation[],
): Explained {
  const unexplained = [...differences].flatMap(([job, found]) => {
    const known = explanations.filter(({ jobs }) => jobs.includes(job));
    return found
      .filter((one) => !known.some((explanation) => explains(explanation, one)))
      .map((one) => ({ job, ...one }));
  });
  const needless = explanations.flatMap((explanation) =>
    explanation.jobs
      .filter((job) => differences.get(job)?.some((one) => explains(explanation, one)) !== true)
      .map((job) => ({ peer: explanation.peer, job })),
  );
  return { unexplained, needless };
}

function explains({ differences }: Explanation, { place, own, peer }: Difference): boolean {
  return differences.test(`${place} | ${own} | ${peer}`);
}
