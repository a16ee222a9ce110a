import type { ArtifactProperty, JobProperty, PlaceholderArgument } from '@tiphys/contract';

/** Placeholders about the run and the task, by the name in the text (`kfp.dsl.PIPELINE_*_PLACEHOLDER`). */
const jobProperties: Readonly<Record<string, JobProperty>> = {
  pipeline_job_name: 'jobName',
  pipeline_job_resource_name: 'jobResourceName',
  pipeline_job_uuid: 'jobId',
  pipeline_job_create_time_utc: 'jobCreateTime',
  pipeline_job_schedule_time_utc: 'jobScheduleTime',
  pipeline_task_name: 'taskName',
  pipeline_task_uuid: 'taskId',
  pipeline_root: 'pipelineRoot',
  workspace_path: 'workspacePath',
};

const artifactProperties: readonly string[] = ['uri', 'path', 'name', 'metadata'] satisfies ArtifactProperty[];

/** One step of a placeholder's path: `.word`, `['key']` (either quotes, single ones perhaps doubled) or `[0]`. */
const step = /\.(?<word>[A-Za-z_]\w*)|\[(?:''(?<twice>[^']*)''|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<index>\d+))\]/y;

/** A step of a path: a word, or what was in brackets. */
type Step = { readonly word: string } | { readonly key: string } | { readonly index: number };

/**
 * Reads what stands between `{{$` and `}}` (kfp-semantics 2.2 to 2.6). Undefined for anything that KFP's SDK, its launcher
 * and Vertex's `json_escape` do not know.
 */
export function readPlaceholder(path: string): PlaceholderArgument | undefined {
  const steps = readSteps(path);
  if (steps === undefined) {
    return undefined;
  }
  const [first, second, third, ...rest] = steps;
  if (first === undefined) {
    return { executorInput: true };
  }
  if (second === undefined) {
    return readSingle(word(first));
  }
  const side = word(first);
  if (third === undefined) {
    return readPair(side, second);
  }
  const name = key(third);
  if (name === undefined || (side !== 'inputs' && side !== 'outputs')) {
    return undefined;
  }
  if (word(second) === 'parameters') {
    return readParameter(side, name, rest);
  }
  return word(second) === 'artifacts' ? readArtifact(side, name, rest) : undefined;
}

function readSteps(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const found = step.exec(path)?.groups;
    if (found === undefined) {
      return undefined;
    }
    const quoted = found['twice'] ?? found['single'] ?? found['double'];
    if (found['word'] !== undefined) {
      steps.push({ word: found['word'] });
    } else {
      steps.push(quoted === undefined ? { index: Number(found['index']) } : { key: quoted });
    }
  }
  return steps;
}

function readSingle(name: string | undefined): PlaceholderArgument | undefined {
  if (name === 'outputMetadataUri') {
    return { outputMetadataFile: true };
  }
  const job = name !== undefined && Object.hasOwn(jobProperties, name) ? jobProperties[name] : undefined;
  return job === undefined ? undefined : { job };
}

function readPair(first: string | undefined, second: Step): PlaceholderArgument | undefined {
  if (first === 'outputs' && word(second) === 'output_file') {
    return { outputMetadataFile: true };
  }
  return first === 'json_escape' && 'index' in second ? { executorInput: true, jsonEscape: second.index } : undefined;
}

function readParameter(side: string, name: string, rest: readonly Step[]): PlaceholderArgument | undefined {
  const [property, more] = rest;
  if (side === 'inputs') {
    return property === undefined ? { parameter: name } : undefined;
  }
  return property !== undefined && word(property) === 'output_file' && more === undefined
    ? { outputFile: name }
    : undefined;
}

function readArtifact(side: string, name: string, rest: readonly Step[]): PlaceholderArgument | undefined {
  const artifact = side === 'inputs' ? { inputArtifact: name } : { outputArtifact: name };
  const [property, member, more] = rest;
  if (property === undefined) {
    return artifact;
  }
  const get = word(property) as ArtifactProperty | undefined;
  if (get === undefined || !artifactProperties.includes(get) || more !== undefined) {
    return undefined;
  }
  if (member === undefined) {
    return { ...artifact, get };
  }
  const memberKey = key(member);
  return get === 'metadata' && memberKey !== undefined ? { ...artifact, get, key: memberKey } : undefined;
}

function word(of: Step): string | undefined {
  return 'word' in of ? of.word : undefined;
}

function key(of: Step): string | undefined {
  return 'key' in of ? of.key : undefined;
}
