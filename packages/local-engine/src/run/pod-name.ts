/** FNV-1a, 32 bits, over UTF-8: Argo's hash of node names. */
function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash;
}

/** `{{pod.name}}` (argo-facts 3.1): workflow, template and a hash of the node's name. */
export function podName(workflow: string, template: string, nodeName: string): string {
  // Of a template of another document only its own name counts.
  return `${workflow}-${template.slice(template.lastIndexOf('/') + 1)}-${fnv32a(nodeName)}`;
}

/** The id of a node: `{{tasks.x.id}}`. */
export function nodeId(workflow: string, nodeName: string): string {
  return nodeName === workflow ? workflow : `${workflow}-${fnv32a(nodeName)}`;
}
