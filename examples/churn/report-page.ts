import type { Settings } from './logistic-model.ts';

/** What a report tells. */
export interface Findings {
  readonly grid: readonly Settings[];
  /** The accuracy of each setting while training. */
  readonly scores: readonly number[];
  /** The accuracy of the best one on customers that it never saw. */
  readonly accuracy: number;
  readonly decision: string;
}

/** A page with a bar for each setting, in one file without scripts. */
export function reportPage({ grid, scores, accuracy, decision }: Findings): string {
  const bars = grid.map((settings, index) => bar(settings, scores[index] ?? 0, index)).join('\n');
  return `<!doctype html>
<meta charset="utf-8">
<title>Who leaves?</title>
<style>body { font: 16px system-ui; max-width: 42rem; margin: 2rem auto } text { font: 14px system-ui }</style>
<h1>Who leaves?</h1>
<p>${percent(accuracy)} right about customers that the model never saw: <b>${decision}</b>.</p>
<svg width="640" height="${grid.length * 32}" role="img" aria-label="Accuracy by setting">
${bars}
</svg>
`;
}

/** The same in a few lines of Markdown. */
export function reportCard({ grid, scores, accuracy, decision }: Findings): string {
  const rows = grid.map(({ rate, epochs }, index) => `| ${rate} | ${epochs} | ${percent(scores[index] ?? 0)} |`);
  const table = ['| rate | epochs | accuracy |', '| ---: | ---: | ---: |', ...rows].join('\n');
  return `# Who leaves?\n\n${percent(accuracy)} right: ${decision}.\n\n${table}\n`;
}

function bar({ rate, epochs }: Settings, score: number, index: number): string {
  const y = index * 32;
  return [
    `<text x="0" y="${y + 19}">rate ${rate}, ${epochs} epochs</text>`,
    `<rect x="170" y="${y + 4}" width="${(score * 380).toFixed(0)}" height="22" rx="3" fill="#3b7dd8"/>`,
    `<text x="${(178 + score * 380).toFixed(0)}" y="${y + 19}">${percent(score)}</text>`,
  ].join('');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
