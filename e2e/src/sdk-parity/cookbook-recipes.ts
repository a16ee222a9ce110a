/** A recipe in both languages, each a whole file. */
export interface Recipe {
  readonly title: string;
  readonly python: string;
  readonly typescript: string;
}

/** The recipes of a page: a section each, with a block in either language, behind the blocks marked `first` that they share. */
export function readRecipes(markdown: string): readonly Recipe[] {
  const [head = '', ...sections] = markdown.split(/^## /m);
  const shared = { python: blockOf(head, 'python first'), typescript: blockOf(head, 'ts first') };
  return sections.map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    python: `${shared.python}\n${blockOf(section, 'python')}`,
    typescript: `${shared.typescript}\n${blockOf(section, 'ts more')}`,
  }));
}

function blockOf(text: string, fence: string): string {
  const start = text.indexOf(`\`\`\`${fence}\n`);
  if (start < 0) throw new Error(`no block ${fence} in "${text.slice(0, 40)}"`);
  const from = text.indexOf('\n', start) + 1;
  return text.slice(from, text.indexOf('\n```', from) + 1);
}
