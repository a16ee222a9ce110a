import type { Argument, JobProperty, PlaceholderArgument } from '@tiphys/contract';
import { invariant, printJson } from '@tiphys/diagnostics';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { goJson } from '../go-json.ts';
import { valueText } from '../value-text.ts';

/** An artifact as placeholders see it. */
export interface PlaceholderArtifact {
  readonly name: string;
  readonly uri: string;
  /** Local path; absent when the URI's scheme has none. */
  readonly path?: string;
  readonly metadata?: JsonObject;
}

/** What placeholders stand for, in one task. A name that there is not gives undefined, which is "absent". */
export interface PlaceholderValues {
  /** The executor input as JSON text (kfp-semantics 3.1). */
  executorInput(): string;
  /** Value of an input parameter, its default included. */
  parameter(name: string): JsonValue | undefined;
  inputArtifacts(name: string): readonly PlaceholderArtifact[] | undefined;
  outputArtifacts(name: string): readonly PlaceholderArtifact[] | undefined;
  /** Where the command writes an output parameter. */
  outputFile(name: string): string | undefined;
  /** Where the command writes `output_metadata.json`. */
  outputMetadataFile(): string;
  job(property: JobProperty): string | undefined;
  /** Whether an input parameter or artifact was given and is not null. Defaults do not count (kfp-semantics 2.4). */
  isPresent(name: string): boolean;
}

/**
 * Renders a command line. `IfPresent` is spliced into the list and may add nothing; any other element stays one element,
 * empty when what it stands for is absent, so that an option keeps its place before its value. Each argument is rendered
 * once: values that look like placeholders stay what they are.
 */
export function renderArguments(list: readonly Argument[], values: PlaceholderValues): string[] {
  return list.flatMap((argument) => renderElement(argument, values));
}

/** Renders an argument that is one text, such as an environment value. Undefined when nothing of it is there. */
export function renderText(argument: Argument, values: PlaceholderValues): string | undefined {
  if (typeof argument === 'string') {
    return argument;
  }
  if ('concat' in argument) {
    return join(argument.concat, values) ?? '';
  }
  if ('ifPresent' in argument) {
    return join(chosen(argument, values), values);
  }
  if ('json' in argument) {
    return printJson(jsonValue(argument.json, values));
  }
  return renderPlaceholder(argument, values);
}

function jsonValue(argument: Argument, values: PlaceholderValues): JsonValue {
  return typeof argument !== 'string' && 'parameter' in argument
    ? (values.parameter(argument.parameter) ?? null)
    : (renderText(argument, values) ?? '');
}

function renderElement(argument: Argument, values: PlaceholderValues): string[] {
  if (typeof argument !== 'string' && 'ifPresent' in argument) {
    return renderArguments(chosen(argument, values), values);
  }
  return [renderText(argument, values) ?? ''];
}

function chosen(
  argument: { readonly ifPresent: string; readonly then: readonly Argument[]; readonly else?: readonly Argument[] },
  values: PlaceholderValues,
): readonly Argument[] {
  return values.isPresent(argument.ifPresent) ? argument.then : (argument.else ?? []);
}

function join(parts: readonly Argument[], values: PlaceholderValues): string | undefined {
  const texts = parts.map((part) => renderText(part, values)).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join('');
}

function renderPlaceholder(placeholder: PlaceholderArgument, values: PlaceholderValues): string | undefined {
  if ('executorInput' in placeholder) {
    let text = values.executorInput();
    for (let times = placeholder.jsonEscape ?? 0; times > 0; times -= 1) {
      text = JSON.stringify(text).slice(1, -1);
    }
    return text;
  }
  if ('outputMetadataFile' in placeholder) {
    return values.outputMetadataFile();
  }
  if ('parameter' in placeholder) {
    return valueText(values.parameter(placeholder.parameter) ?? null);
  }
  if ('outputFile' in placeholder) {
    return values.outputFile(placeholder.outputFile);
  }
  if ('job' in placeholder) {
    return values.job(placeholder.job);
  }
  invariant('inputArtifact' in placeholder || 'outputArtifact' in placeholder, 'unknown placeholder');
  const list =
    'inputArtifact' in placeholder
      ? values.inputArtifacts(placeholder.inputArtifact)
      : values.outputArtifacts(placeholder.outputArtifact);
  return list === undefined ? undefined : renderArtifact(list, placeholder);
}

function renderArtifact(
  list: readonly PlaceholderArtifact[],
  { get, key }: Extract<PlaceholderArgument, { readonly inputArtifact: string } | { readonly outputArtifact: string }>,
): string | undefined {
  if (get === undefined) {
    return goJson(list.map(({ name, uri, metadata }) => ({ name, uri, metadata: metadata ?? {} })));
  }
  const [first] = list;
  if (first === undefined) {
    return undefined;
  }
  if (get !== 'metadata') {
    return first[get];
  }
  const metadata = first.metadata ?? {};
  if (key === undefined) {
    return goJson(metadata);
  }
  return Object.hasOwn(metadata, key) ? valueText(metadata[key] ?? null) : undefined;
}
