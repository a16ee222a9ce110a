import type { Template } from '@tiphys/argo-types';
import type { JsonObject } from '@tiphys/diagnostics';
import { evaluateExpression, parseExpression, tagText } from '@tiphys/expr';

/** A part of a pod as plain data. */
export type PodData = Readonly<Record<string, unknown>>;

/** The pod that Kubernetes would get of a leaf template: tags replaced, the patch merged in. */
export interface EffectivePod {
  readonly pod: PodData;
  readonly main: PodData;
}

const podFields = [
  'volumes',
  'initContainers',
  'nodeSelector',
  'tolerations',
  'affinity',
  'metadata',
  'activeDeadlineSeconds',
] as const;

/** Lists that a strategic merge joins, by the members that tell their items apart; others are replaced. */
const mergeKeys: Readonly<Record<string, string>> = {
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
  containers: 'name',
  initContainers: 'name',
};

/** The pod of a template that is given these inputs, as wire texts. */
export function effectivePod(template: Template, inputs: Readonly<Record<string, string>> = {}): EffectivePod {
  const known = Object.fromEntries(
    podFields.flatMap((field) => (template[field] === undefined ? [] : [[field, template[field]]])),
  );
  const base = { ...known, containers: [{ ...template.container, name: 'main' }] };
  const patch =
    template.podSpecPatch === undefined ? {} : (JSON.parse(render(template.podSpecPatch, inputs)) as PodData);
  const { containers, ...pod } = merge(base, patch) as { readonly containers: readonly PodData[] };
  return { pod, main: containers[0] ?? {} };
}

function render(text: string, inputs: Readonly<Record<string, string>>): string {
  return text.replace(
    /\{\{=(.*?)\}\}/gs,
    (_, expression: string) =>
      tagText(evaluateExpression(parseExpression(expression), { inputs: { parameters: inputs } })) ?? '',
  );
}

function merge(base: PodData, patch: PodData): PodData {
  const merged = Object.entries(patch).map(([key, value]): [string, unknown] => {
    const before = base[key];
    const mergeKey = mergeKeys[key];
    if (Array.isArray(value) && Array.isArray(before) && mergeKey !== undefined) {
      return [key, mergeLists(before as PodData[], value as PodData[], mergeKey)];
    }
    return [key, isMap(value) && isMap(before) ? merge(before, value) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

function mergeLists(base: readonly PodData[], patch: readonly PodData[], key: string): readonly PodData[] {
  const added = patch.filter((item) => !base.some((other) => other[key] === item[key]));
  const kept = base.map((item) => {
    const change = patch.find((other) => other[key] === item[key]);
    return change === undefined ? item : merge(item, change);
  });
  return [...kept, ...added];
}

function isMap(value: unknown): value is PodData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a pod has more than another one, fields of the main container beside those of the pod; what the launcher is told apart. */
export function addedTo(bare: EffectivePod, { pod, main }: EffectivePod): JsonObject {
  return { ...difference(pod, bare.pod), ...difference(ofUser(main), ofUser(bare.main)) };
}

function ofUser({ env = [], ...rest }: PodData): PodData {
  const variables = (env as readonly { readonly name: string }[]).filter(({ name }) => !name.startsWith('TIPHYS_'));
  return { ...rest, ...(variables.length > 0 && { env: variables }) };
}

function difference(value: PodData, base: PodData): JsonObject {
  const entries = Object.entries(value).flatMap(([key, member]): [string, unknown][] => {
    const before = base[key];
    if (isSame(member, before)) return [];
    const isLonger = Array.isArray(member) && Array.isArray(before);
    return [[key, isLonger ? member.filter((item) => !before.some((other) => isSame(item, other))) : member]];
  });
  return Object.fromEntries(entries) as JsonObject;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
