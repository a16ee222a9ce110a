import { compileToManifest, printManifest, reportManifest, wholeSpec, workflowSpec } from '@tiphys/backend-argo';

/** What a pipeline became. */
export interface CompiledText {
  readonly yamlBytes: number;
  readonly jsonBytes: number;
  /** Bytes of each object as JSON. */
  readonly objects: readonly number[];
  /** Bytes of the largest template with the template defaults, and of the longest argument. */
  readonly largestTemplate: number;
  readonly longestArgument: number;
  /** Tasks that run a pod, each counted once and in a loop three times, as KFP's figures count them. */
  readonly pods: number;
}

/** From the text of a pipeline to the text of its manifest; undefined when it is refused. */
export function compileText(text: string): CompiledText | undefined {
  const { manifest, documents } = compileToManifest(text);
  if (manifest === undefined) return undefined;
  const yaml = printManifest(manifest, documents);
  const objects = [manifest, ...documents].map((one) => Buffer.byteLength(JSON.stringify(one)));
  const jsonBytes = objects.reduce((sum, bytes) => sum + bytes);
  const { largestTemplate, longestArgument } = reportManifest(manifest, documents);
  const defaults = Buffer.byteLength(JSON.stringify(workflowSpec(manifest).templateDefaults ?? {}));
  return {
    yamlBytes: Buffer.byteLength(yaml),
    jsonBytes,
    objects,
    largestTemplate: largestTemplate.bytes + defaults,
    longestArgument: longestArgument.bytes,
    pods: countPods(wholeSpec(manifest, documents)),
  };
}

function countPods({ templates = [], entrypoint = '' }: ReturnType<typeof workflowSpec>): number {
  const byName = new Map(templates.map((template) => [template.name ?? '', template]));
  const known = new Map<string, number>();
  const podsOf = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const template = byName.get(name);
    const own = template?.container === undefined ? 0 : 1;
    const pods = (template?.dag?.tasks ?? []).reduce((sum, task) => {
      const count = task.withSequence?.count;
      const times = count === undefined ? 1 : /^\d+$/.test(String(count)) ? Number(count) : 3;
      return sum + times * podsOf(task.template ?? task.templateRef?.template ?? '');
    }, own);
    known.set(name, pods);
    return pods;
  };
  return podsOf(entrypoint);
}
