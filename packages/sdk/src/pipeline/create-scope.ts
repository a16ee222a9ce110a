import type { AnyValue, ConditionTree, Graph, GroupNode, LoopNode, Node } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { AnyComponent } from '../components/any-component.ts';
import { createComponent } from '../components/create-component.ts';
import { emptyLoop } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { artifactSchema } from '../ir/interface-json.ts';
import { constantType, declaredType, itemTypeOf } from '../ir/group-json.ts';
import { surfacedName } from '../ir/value-names.ts';
import type { ArtifactType } from '../types/artifact-type.ts';
import { list, string } from '../types/parameter-type.ts';
import type { AnyType, Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import type { AnyCondition } from '../values/condition.ts';
import { conditionBrand } from '../values/condition.ts';
import { createValue } from '../values/create-value.ts';
import { addTask, checkVisible } from './add-task.ts';
import { createGroup } from './graph.ts';
import { importedMetadata } from './imported-metadata.ts';
import { checkArtifactNames, checkGroupNames, checkLoopNames } from './option-names.ts';
import type { GroupOptions, ImportedArtifact, LoopOptions, PipelineScope } from './scope-types.ts';
import type { TaskOptions } from './task-options.ts';
import { handleBrand } from './task-options.ts';

type Body = (scope: object, item?: AnyValue) => Readonly<Record<string, AnyValue>> | undefined;

/** The scope of a group: what users call to put tasks into it. The types of `PipelineScope` hold for its methods. */
export function createScope(graph: Graph, group: GroupNode): PipelineScope<never> {
  const enter = (child: GroupNode, body: Body, item?: AnyValue): Readonly<Record<string, AnyValue>> => {
    group.groups.push(child);
    return body(createScope(graph, child), item) ?? {};
  };
  const scope = {
    task: (component: AnyComponent, inputs: Readonly<Record<string, unknown>>, options: TaskOptions = {}) =>
      addTask(graph, group, component, inputs, options),

    importer(type: ArtifactType, artifact: ImportedArtifact<never>, options: TaskOptions = {}) {
      checkArtifactNames(artifact);
      const { component, inputs } = importerOf(type, artifact);
      return addTask(graph, group, component, inputs, options);
    },

    when(condition: AnyCondition, body: Body, options: GroupOptions = {}) {
      return startBranches(graph, group, { condition, body, options });
    },

    forEach(items: AnyValue | readonly unknown[], body: Body, options: LoopOptions = {}) {
      checkLoopNames(options);
      const { parallelism, displayName } = options;
      if (isValue(items)) checkVisible(items, group, 'a loop');
      else if (items.length === 0) fail(emptyLoop());
      // The item of constants takes a number before the loop does, as in the Python SDK.
      const itemId = isValue(items) ? undefined : nextId(graph);
      const loop: LoopNode = {
        items,
        ...(itemId !== undefined && { itemId }),
        ...(parallelism !== undefined && { parallelism }),
      };
      const child = createGroup('loop', `for-loop-${nextId(graph)}`, group, { loop, ...named(displayName) });
      const item = createValue({ source: { kind: 'item', loop: child }, type: typeOfItem(items), scope: child });
      const returned = enter(child, body, item);
      for (const value of Object.values(returned)) {
        child.returns.set(() => surfacedName(value), { kind: 'collected', of: value });
      }
      const outputs = mapValues(returned, (value) =>
        outputOf(child, group, () => surfacedName(value), collected(value)),
      );
      return handle(child, { outputs });
    },

    onExit(
      component: AnyComponent,
      inputs: Readonly<Record<string, unknown>>,
      body: Body,
      { guarded = {}, ...options }: TaskOptions & { readonly guarded?: GroupOptions } = {},
    ) {
      checkGroupNames('a guarded part', guarded);
      const child = createGroup('exit-handler', '', group, named(guarded.displayName));
      addTask(graph, group, component, inputs, options, child);
      child.name = `exit-handler-${nextId(graph)}`;
      enter(child, body);
      return handle(child, { outputs: {} });
    },
  };
  return Object.freeze(scope) as unknown as PipelineScope<never>;
}

function nextId(graph: Graph): number {
  graph.nextGroupId += 1;
  return graph.nextGroupId;
}

function named(displayName: string | undefined): { readonly displayName?: string } {
  return displayName === undefined ? {} : { displayName };
}

function handle(node: Node, more: object): object {
  return Object.freeze({ ...more, [handleBrand]: node });
}

function typeOfItem(items: AnyValue | readonly unknown[]): AnyType | undefined {
  return isValue(items) ? itemTypeOf(dataOf(items).type) : constantType(items);
}

function collected(value: AnyValue): AnyType {
  const { type } = dataOf(value);
  if (type === undefined) return list;
  return isArtifactType(type) ? type.list() : list.of(type);
}

function outputOf(node: GroupNode, scope: GroupNode, output: () => string, type: AnyType | undefined): AnyValue {
  return createValue({ source: { kind: 'output', node, output }, type, scope });
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T, name: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, name)]));
}

interface Branch {
  readonly condition: AnyCondition | undefined;
  readonly body: Body;
  readonly options: GroupOptions;
}

/** The first branch stands alone until there is a second one: then a group is put around them, as the Python SDK does. */
function startBranches(graph: Graph, group: GroupNode, first: Branch): object {
  const before: ConditionTree[] = [];
  const ends: (readonly [GroupNode, Readonly<Record<string, AnyValue>>])[] = [];
  let parent = group;
  const addBranch = ({ condition, body, options }: Branch): void => {
    checkGroupNames('a branch', options);
    const own = condition?.[conditionBrand];
    const all = [...before, ...(own === undefined ? [] : [own])];
    const tree: ConditionTree = all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'and', of: all };
    const name = `condition-${nextId(graph)}`;
    const child = createGroup('condition', name, parent, { condition: tree, ...named(options.displayName) });
    parent.groups.push(child);
    const returned = body(createScope(graph, child)) ?? {};
    for (const value of Object.values(returned)) {
      child.returns.set(() => surfacedName(value), { kind: 'passed', of: value });
    }
    ends.push([child, returned]);
    if (own !== undefined) before.push({ kind: 'not', of: own });
  };
  const wrap = (): void => {
    const [only] = ends[0] ?? [];
    if (only === undefined || parent !== group) return;
    const wrapper = createGroup('branches', only.name.replace('condition', 'condition-branches'), group);
    only.name = `condition-${nextId(graph)}`;
    only.parent = wrapper;
    wrapper.groups.push(only);
    group.groups.splice(group.groups.indexOf(only), 1, wrapper);
    parent = wrapper;
  };
  addBranch(first);
  const chain = {
    // What a task waits for is the group around all branches, if there is one at the end.
    get [handleBrand]() {
      return parent === group ? ends[0]?.[0] : parent;
    },
    elseIf(condition: AnyCondition, body: Body, options: GroupOptions = {}) {
      wrap();
      addBranch({ condition, body, options });
      return chain;
    },
    else(body: Body, options: GroupOptions = {}) {
      wrap();
      addBranch({ condition: undefined, body, options });
      return handle(parent, { outputs: oneOf(parent, group, ends) });
    },
  };
  return chain;
}

function oneOf(
  branches: GroupNode,
  scope: GroupNode,
  ends: readonly (readonly [GroupNode, Readonly<Record<string, AnyValue>>])[],
): Readonly<Record<string, AnyValue>> {
  return mapValues(ends[0]?.[1] ?? {}, (first, name) => {
    const number = branches.returns.size + 1;
    const output = (): string => `pipelinechannel--${branches.name}-oneof-${number}`;
    const of = ends.flatMap(([branch, returned]) => {
      const value = returned[name];
      return value === undefined ? [] : [outputOf(branch, branches, () => surfacedName(value), dataOf(value).type)];
    });
    branches.returns.set(output, { kind: 'oneOf', of });
    return outputOf(branches, scope, output, dataOf(first).type);
  });
}

function importerOf(
  type: ArtifactType,
  { uri, metadata, reimport = false, downloadToWorkspace = false }: ImportedArtifact<never>,
): { readonly component: AnyComponent; readonly inputs: Readonly<Record<string, unknown>> } {
  const dynamic = importedMetadata(metadata);
  const importer: JsonObject = {
    ...(dynamic.metadata !== undefined && { metadata: dynamic.metadata }),
    ...(reimport && { reimport }),
    ...(downloadToWorkspace && { downloadToWorkspace }),
    typeSchema: artifactSchema(type),
  };
  const inputs: Types = { uri: string, ...mapValues(dynamic.inputs, declaredType) };
  const component = createComponent({
    name: 'importer',
    inputs,
    outputs: { artifact: type },
    implementation: { kind: 'container', executor: { importer } },
    programs: [],
  });
  return { component, inputs: { uri, ...dynamic.inputs } };
}
