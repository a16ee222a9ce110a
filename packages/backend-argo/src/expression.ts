/*
 * Texts in Argo's expression language (expr-lang, argo-facts 4), put together from parts. Each function returns one
 * operand: a text that keeps its meaning wherever it is pasted. The self-check parses every one that a manifest holds.
 */

/** A string literal. Braces and control characters are escaped, so that no Argo tag can begin or end in it. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\'{}]|[^ -~]/gu, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    return [...utf16(character)].map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
  return `'${escaped}'`;
}

function* utf16(character: string): Generator<number> {
  for (let index = 0; index < character.length; index++) yield character.charCodeAt(index);
}

/** An input parameter of the template at hand: wire text. */
export function inputText(name: string): string {
  return `inputs.parameters[${quote(name)}]`;
}

/** An output parameter of a sibling task: wire text. */
export function outputText(task: string, name: string): string {
  return `tasks[${quote(task)}].outputs.parameters[${quote(name)}]`;
}

/** The value that a wire text stands for. */
export function decode(text: string): string {
  return `fromJSON(${text})`;
}

/** A member of a value, by key or index text. */
export function member(value: string, key: string): string {
  return `${value}[${key}]`;
}

/**
 * The wire text of a value: JSON in which no tag of Argo's and no variable of Kubernetes' can begin, and no DEL, which Go
 * would escape as no JSON reader understands (argo-facts 2.1, lowering-verified 1).
 */
export function encode(value: string): string {
  return inert(`toJson(${value})`);
}

/** The same for a text that is JSON already; unlike `encode` it keeps integers beyond 2^53. */
export function inert(json: string): string {
  const braces = `replace(${json}, '\\u007b\\u007b', '\\u007b\\\\u007b')`;
  const dollars = `replace(${braces}, '$', '\\\\u0024')`;
  return `replace(${dollars}, '\\u007f', '\\\\u007f')`;
}

/** An Argo tag that is replaced by the result of an expression. */
export function tag(expression: string): string {
  return `{{=${expression}}}`;
}
