/** The first offset at or after `offset` that is neither white space nor in a YAML comment. */
export function skipBlank(text: string, offset: number): number {
  let position = offset;
  for (;;) {
    const character = text[position];
    if (character === '#' && startsComment(text, position)) {
      position = lineEnd(text, position);
    } else if (character === ' ' || character === '\n' || character === '\r' || character === '\t') {
      position += 1;
    } else {
      return position;
    }
  }
}

/** Like `skipBlank`, past tags and anchors too: where the content of a node starts. */
export function skipProperties(text: string, offset: number): number {
  let position = skipBlank(text, offset);
  while (text[position] === '!' || text[position] === '&') {
    while (position < text.length && !/[\s,[\]{}]/.test(text[position] ?? '')) {
      position += 1;
    }
    position = skipBlank(text, position);
  }
  return position;
}

/** A stretch of text between two nodes with its comments blanked out; as long as before. */
export function blankComments(gap: string): string {
  return gap.replace(/(?<=^|\s)#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
}

function startsComment(text: string, position: number): boolean {
  return position === 0 || /\s/.test(text[position - 1] ?? '');
}

function lineEnd(text: string, position: number): number {
  const end = text.slice(position).search(/[\r\n]/);
  return end === -1 ? text.length : position + end;
}
