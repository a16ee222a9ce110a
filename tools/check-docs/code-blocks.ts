/** A fenced block of code in a Markdown text. */
export interface CodeBlock {
  /** First word behind the fence, such as `sh`; empty when there is none. */
  readonly language: string;
  /** The words behind the language, such as `run`. */
  readonly marks: readonly string[];
  /** The lines between the fences, each ended by a line feed. */
  readonly code: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

const openingFence = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/;

/** The fenced code blocks of a Markdown text, in order. A block that is never closed reaches to the end of the text. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = markdown.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const opening = openingFence.exec(lines[index] ?? '');
    if (opening === null) continue;
    const [, fence = '', info = ''] = opening;
    const end = closingLine(lines, index + 1, fence);
    const [language = '', ...marks] = info.trim().split(/\s+/);
    const code = lines.slice(index + 1, end).map((line) => `${line}\n`);
    blocks.push({ language, marks, code: code.join(''), line: index + 1 });
    index = end;
  }
  return blocks;
}

function closingLine(lines: readonly string[], from: number, fence: string): number {
  const closes = (line: string) => line.trim().startsWith(fence) && /^[`~]+$/.test(line.trim());
  const found = lines.findIndex((line, index) => index >= from && closes(line));
  return found < 0 ? lines.length : found;
}

const link = /(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)/g;

/** The targets of links to other files of the repository: no addresses with a scheme, no links within the page, none in code. */
export function fileLinks(markdown: string): string[] {
  const prose = markdown.replaceAll(/^( {0,3}(?:`{3,}|~{3,}))[^]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(link)].map(([, target = '']) => target.replace(/#.*$/, ''));
  return targets.filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target));
}
