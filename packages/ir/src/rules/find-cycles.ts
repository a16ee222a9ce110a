/**
 * Cycles of a directed graph, each as its nodes in order with the first one repeated at the end. A node is named in at most
 * one cycle, and every group of nodes that reach each other has at least one. Needs no recursion, so any depth will do.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const inCycle = new Set<string>();
  for (const root of edges.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    const pending: { readonly node: string; readonly next: Iterator<string, undefined> }[] = [];
    const enter = (node: string): void => {
      onPath.set(node, path.push(node) - 1);
      pending.push({ node, next: (edges.get(node) ?? []).values() });
    };
    if (!finished.has(root)) {
      enter(root);
    }
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const { value, done } = top.next.next();
      if (done === true) {
        pending.pop();
        path.pop();
        onPath.delete(top.node);
        finished.add(top.node);
        continue;
      }
      const at = onPath.get(value);
      if (at !== undefined) {
        addCycle(path.slice(at), cycles, inCycle);
      } else if (!finished.has(value)) {
        enter(value);
      }
    }
  }
  return cycles;
}

function addCycle(nodes: readonly string[], cycles: string[][], inCycle: Set<string>): void {
  const first = nodes[0];
  if (first === undefined || nodes.some((node) => inCycle.has(node))) {
    return;
  }
  cycles.push([...nodes, first]);
  for (const node of nodes) {
    inCycle.add(node);
  }
}
