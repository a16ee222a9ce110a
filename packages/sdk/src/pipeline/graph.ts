import type { Graph, GroupNode, Node } from '../model.ts';

/** An empty graph. */
export function createGraph(name: string): Graph {
  return { name, root: createGroup('root', name, undefined), taskNames: new Set(), exitTasks: [], nextGroupId: 0 };
}

/** A new group, which is not yet in its parent's list. */
export function createGroup(
  kind: GroupNode['kind'],
  name: string,
  parent: GroupNode | undefined,
  more: Pick<GroupNode, 'loop' | 'condition' | 'displayName'> = {},
): GroupNode {
  return { kind, name, parent, groups: [], tasks: [], returns: new Map(), ...more };
}

/** The groups around a node, outermost first, with the node itself at the end. */
export function lineage(node: Node): readonly Node[] {
  return node.parent === undefined ? [node] : [...lineage(node.parent), node];
}

/** Whether `group` is `scope` or lies in it. */
export function isWithin(group: GroupNode, scope: GroupNode): boolean {
  return group === scope || (group.parent !== undefined && isWithin(group.parent, scope));
}
