import { readJson } from './read-json.ts';
import { readYaml } from './read-yaml.ts';
import type { SourceNode } from './source-node.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/**
 * Reads a text into one tree per document. JSON is read by JSON's own rules (`1e3` is a number there, and text in YAML);
 * what only looks like JSON is read as YAML.
 */
export function readDocuments(text: string): { documents: SourceNode[] } | { fault: SyntaxFault } {
  return /^\s*[{[]/.test(text) && isJson(text) ? readJson(text) : readYaml(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
