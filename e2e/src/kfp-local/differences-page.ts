import type { Explanation } from './explanation.ts';

/** What a run of all jobs came to. */
export interface Counts {
  readonly jobs: number;
  /** Alike in everything, and successful. */
  readonly equal: number;
  /** Alike, and failing as they are meant to. */
  readonly failing: number;
}

/** The page `docs/kfp-local-differences.md`, as Markdown that still has to be formatted. */
export function differencesPage(
  counts: Counts,
  explanations: readonly Explanation[],
  leftOut: Readonly<Record<string, string>>,
): string {
  const different = counts.jobs - counts.equal - counts.failing;
  return `# Where local runs differ from \`kfp.local\`

The SDK can run pipelines on one machine, too: \`kfp.local\` interprets the pipeline, while \`tiphys run\` interprets the manifest that
you would submit. This page is written by \`npm run e2e:kfp-local\`, which runs KFP's own pipelines and our examples in both
ways, with \`kfp.local\` of SDK 2.17 and its \`SubprocessRunner\`, and compares how each run and each task ended, every parameter, the
content and metadata of every artifact, and what the components printed, where the order of a struct’s keys does not matter. Each difference must be in the table, and each row must have one.

Of ${String(counts.jobs)} runs ${String(counts.equal)} are alike, ${String(counts.failing)} fail alike as they are meant to, and ${String(different)} differ:

| \`kfp.local\` | Tiphys | pipelines |
| --- | --- | --- |
${explanations.map(({ peer, own, jobs }) => `| ${peer} | ${own} | ${jobs.map((job) => `\`${job}\``).join(', ')} |`).join('\n')}

Beyond that, tasks of one component share an output folder in \`kfp.local\`, so that iterations of a loop can overwrite each other, and two
workers of a loop race; in this comparison each task has a folder of its own, and one runs at a time. \`kfp.local\` also runs
containers with Docker only; here their commands run as processes. Optional inputs without a default fail in \`kfp.local\` where they are
left out, so they are given. In pipelines without groups it stops at the first failure; what a failure does not concern still runs in Tiphys.
What is imported from a \`file://\` URI has that URI for its path in \`kfp.local\`, so that no component can open it; here it has a path.

## Left out

These pipelines run in neither way on a machine that has nothing but the SDK:

| pipeline | why |
| --- | --- |
${Object.entries(leftOut)
  .map(([file, why]) => `| \`${file}\` | ${why} |`)
  .join('\n')}
`;
}
