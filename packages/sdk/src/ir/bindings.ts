import type { AnyValue, GroupNode, Node, ReturnedValue } from '../model.ts';
import { dataOf } from '../model.ts';
import { outsideScope, returnedFromElsewhere } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { describeGroup } from '../pipeline/describe-group.ts';
import { lineage } from '../pipeline/graph.ts';
import { isArtifactType } from '../types/type.ts';
import { channelName, nameOfValue } from './value-names.ts';

/** How something in a group gets at a value. */
export interface Reference {
  /** An input of the group, or an output of a sibling. */
  readonly from: { readonly input: string } | { readonly task: string; readonly output: string };
  readonly isArtifact: boolean;
  /** CEL over the value. */
  readonly selector?: string;
}

/** What the groups of a pipeline must have so that every value reaches its users. */
export interface Bindings {
  /** How `user`, which stands in `group`, gets at a value; gives the groups on the way their inputs. */
  bind(value: AnyValue, group: GroupNode, user: Node): Reference;
  /** Gives a group an input for a value of its outside. */
  require(group: GroupNode, value: AnyValue): string;
  inputsOf(group: GroupNode): ReadonlyMap<string, AnyValue>;
  /** The outputs of a group that somebody uses. */
  outputsOf(group: GroupNode): ReadonlyMap<string, ReturnedValue>;
  /** Lets `user` wait for `node`, or the groups around them that have the same parent. */
  waitFor(user: Node, node: Node): void;
  /** Names of the siblings that a node waits for, sorted. */
  dependenciesOf(node: Node): readonly string[];
  /** How a group gives the value of an output: that of a task or a group in it. */
  producerOf(value: AnyValue, group: GroupNode): { readonly node: Node; readonly output: string };
}

/**
 * Values are visible in the group that they come from and in all groups within; the IR knows only the inputs of a group. So
 * each group on the way from a value to its user gets an input, named as the Python SDK names it.
 */
export function createBindings(): Bindings {
  const inputs = new Map<GroupNode, Map<string, AnyValue>>();
  const outputs = new Map<GroupNode, Map<string, ReturnedValue>>();
  const dependencies = new Map<Node, Set<Node>>();

  const bindings: Bindings = {
    bind(value, group, user) {
      const { source, type } = dataOf(value);
      const isArtifact = type !== undefined && isArtifactType(type);
      switch (source.kind) {
        case 'field':
          return {
            ...bindings.bind(source.of, group, user),
            selector: `parseJson(string_value)[${JSON.stringify(source.name)}]`,
          };
        case 'input':
          if (group.kind === 'root') return { from: { input: source.name }, isArtifact };
          break;
        case 'item':
          if (source.loop === group) return { from: { input: channelName(value) }, isArtifact };
          break;
        case 'output':
          if (source.node.parent === group) {
            bindings.waitFor(user, source.node);
            const { node, output } = bindings.producerOf(value, group);
            return { from: { task: node.name, output }, isArtifact };
          }
          break;
        case 'text':
          break;
      }
      return { from: { input: bindings.require(group, value) }, isArtifact };
    },
    require(group, value) {
      const name = channelName(value);
      const known = inputs.get(group) ?? new Map<string, AnyValue>();
      inputs.set(group, known);
      if (!known.has(name)) {
        const { scope } = dataOf(value);
        if (group.parent === undefined) {
          return fail(outsideScope({ value: nameOfValue(value), scope: describeGroup(scope), user: group.name }));
        }
        known.set(name, value);
        bindings.bind(value, group.parent, group);
      }
      return name;
    },
    producerOf(value, group) {
      const { source } = dataOf(value);
      if (source.kind !== 'output' || source.node.parent !== group) {
        return fail(returnedFromElsewhere({ value: nameOfValue(value), group: describeGroup(group) }));
      }
      const { node } = source;
      const output = source.output();
      const returned = node.kind === 'task' ? undefined : [...node.returns].find(([name]) => name() === output)?.[1];
      if (node.kind !== 'task' && returned !== undefined) use(node, output, returned);
      return { node, output };
    },
    inputsOf: (group) => inputs.get(group) ?? new Map(),
    outputsOf: (group) => outputs.get(group) ?? new Map(),
    waitFor(user, node) {
      const [ours, theirs] = [lineage(user), lineage(node)];
      const index = ours.findIndex((group, depth) => theirs[depth] !== group);
      const [waiting, ended] = [ours[index], theirs[index]];
      // A node within the other has nothing to wait for.
      if (waiting === undefined || ended === undefined) return;
      dependencies.set(waiting, (dependencies.get(waiting) ?? new Set<Node>()).add(ended));
    },
    dependenciesOf: (node) => [...(dependencies.get(node) ?? [])].map(({ name }) => name).sort(),
  };

  function use(group: GroupNode, output: string, returned: ReturnedValue): void {
    const used = outputs.get(group) ?? new Map<string, ReturnedValue>();
    outputs.set(group, used);
    if (used.has(output)) return;
    used.set(output, returned);
    for (const value of [returned.of].flat()) bindings.producerOf(value, group);
  }

  return bindings;
}
