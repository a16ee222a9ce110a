import type { Parameter, Template } from '@tiphys/argo-types';
import { printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Channel } from '@tiphys/compiler';
import { inputText } from '../expression.ts';
import { rootTemplates } from '../names/template-names.ts';
import type { ScopeView } from '../scope/scope-view.ts';
import { portKey } from '../scope/scope-view.ts';
import { absentString, rootConversion } from './root-conversion.ts';

/** The name of a pipeline parameter or input artifact in the workflow's arguments, and what it is. */
interface RootParameter {
  readonly name: string;
  readonly channel: Channel;
}

/** The templates between the workflow's arguments and the root scope; none when the pipeline has no parameters. */
export function lowerRoot(view: ScopeView, rootName: string): readonly Template[] {
  const parameters = rootParameters(view);
  return parameters.length === 0
    ? []
    : [entryTemplate(view, parameters, rootName), argsTemplate(parameters), noneTemplate()];
}

/** The workflow's own arguments: raw text that a person can type (contract C3). */
export function rootArguments(view: ScopeView): readonly Parameter[] {
  return rootParameters(view).map(({ name, channel }) => {
    const value = defaultText(channel);
    const literals = channel.kind === 'parameter' ? channel.literals : undefined;
    const options = literals?.map((literal) => rawText(channel, literal));
    return {
      name,
      ...(value !== undefined && { value }),
      ...(channel.description !== undefined && { description: channel.description }),
      ...(options !== undefined && value !== undefined && { enum: [...new Set([...options, value])] }),
    };
  });
}

function rootParameters(view: ScopeView): readonly RootParameter[] {
  return (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.entries(view.scope.inputs[kind]).map(([name, channel]) => ({
      name: view.inputNames.get(portKey(kind, name)) ?? name,
      channel,
    })),
  );
}

/**
 * The arguments are converted and frozen in the outputs of a DAG without pods, all within the first reconcile: afterwards
 * Argo has substituted the arguments that it stored, and would convert something else (lowering-verified 1).
 */
function entryTemplate(view: ScopeView, parameters: readonly RootParameter[], rootName: string): Template {
  const { scope } = view;
  const outputs = (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.keys(scope.outputs[kind]).map((output) => view.outputNames.get(portKey(kind, output)) ?? output),
  );
  return {
    name: rootTemplates.entry,
    // `main` waits for `args`, which has no pods that could succeed before it fails: neither hides how the other ended.
    dag: {
      tasks: [
        {
          name: 'args',
          template: rootTemplates.args,
          arguments: {
            parameters: parameters.map(({ name, channel }) => ({ name, value: rootConversion(name, channel) })),
          },
        },
        {
          name: 'main',
          template: rootName,
          depends: 'args.Succeeded',
          arguments: {
            parameters: parameters.map(({ name }) => ({ name, value: `{{tasks.args.outputs.parameters.${name}}}` })),
          },
        },
      ],
    },
    ...(outputs.length > 0 && {
      outputs: {
        parameters: outputs.map((name) => ({
          name,
          valueFrom: { parameter: `{{tasks.main.outputs.parameters.${name}}}`, default: 'null' },
        })),
      },
    }),
  };
}

function argsTemplate(parameters: readonly RootParameter[]): Template {
  return {
    name: rootTemplates.args,
    inputs: { parameters: parameters.map(({ name }) => ({ name })) },
    dag: { tasks: [{ name: 'none', template: rootTemplates.none, when: 'false' }] },
    outputs: {
      parameters: parameters.map(({ name }) => ({ name, valueFrom: { expression: inputText(name), default: 'null' } })),
    },
  };
}

/** Never runs; a DAG needs a task. */
function noneTemplate(): Template {
  return { name: rootTemplates.none, suspend: {} };
}

function defaultText(channel: Channel): string | undefined {
  if (channel.kind === 'parameter' && channel.default !== undefined) return rawText(channel, channel.default);
  if (channel.optional !== true) return undefined;
  return channel.kind === 'parameter' && channel.type === 'STRING' ? absentString : 'null';
}

/** A string is itself; every other type is JSON (contract C8). */
function rawText(channel: Channel, value: JsonValue): string {
  const isText = channel.kind === 'parameter' && channel.type === 'STRING' && typeof value === 'string';
  return isText ? value : printInertJson(value);
}

/** The template that a run starts with: the root itself where there are no parameters to convert before it. */
export function entrypoint(view: ScopeView, rootName: string): string {
  return rootParameters(view).length > 0 ? rootTemplates.entry : rootName;
}
