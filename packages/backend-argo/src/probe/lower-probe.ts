import type { DAGTask, Parameter, Template } from '@tiphys/argo-types';
import type { Executor, PodExtras } from '@tiphys/compiler';
import { noPodOptions } from '@tiphys/compiler';
import { environmentName, packSpec, printInertJson, probedTaskNames } from '@tiphys/contract';
import { quoteExpression } from '@tiphys/expr';
import { outputText, outputTextIfSucceeded, tag } from '../expression.ts';
import { componentSpec, publishedOutputs } from '../leaf/component-spec.ts';
import { launcherBase } from '../leaf/deliver-launcher.ts';
import { podValuesOf } from '../leaf/pod-values-of.ts';
import { freeName } from '../names/parameter-names.ts';
import type { ResolvedEmitOptions } from '../options.ts';
import { addExtras, optionsWithExtras, patchWithExtras } from '../pod/add-extras.ts';
import { lowerPod } from '../pod/lower-pod.ts';
import { printPatch } from '../pod/pod-patch.ts';
import { leafParameter } from '../scope/task-arguments.ts';

const { probe, run } = probedTaskNames;

/**
 * A pod that looks into the cache for a component: the launcher's own image, no device, and of the pod only what all pods get
 * (`extras`). It gives the outputs of a hit, and whether there was one. It never fails by itself; where its node does, it is tried
 * again.
 */
export function lowerProbe(
  name: string,
  executor: Executor,
  live: ReadonlySet<string>,
  texts: readonly string[],
  options: ResolvedEmitOptions,
  extras: PodExtras = {},
): Template {
  const outputs = outputNames(executor, live);
  const hit = hitName(outputs);
  const base = launcherBase(options);
  const pod = lowerPod(optionsWithExtras(noPodOptions, extras), options.podSecurity);
  const podSpecPatch = printPatch(patchWithExtras(pod.patch, extras));
  const template: Template = {
    name,
    inputs: { parameters: [{ name: leafParameter }] },
    ...pod.template,
    ...(podSpecPatch !== undefined && { podSpecPatch }),
    retryStrategy: { limit: '2', retryPolicy: 'Always' },
    container: {
      image: options.launcherImage,
      ...pod.container,
      env: [
        { name: environmentName.spec, value: printInertJson(packSpec(componentSpec(executor, live), texts)) },
        { name: environmentName.probe, value: hit },
      ],
    },
    outputs: { parameters: [file(base, hit, 'false'), ...outputs.map((output) => file(base, output, 'null'))] },
  };
  return addExtras(template, extras, options.podSecurity);
}

/**
 * What a task runs whose cache is probed: the probe, then the component's own template unless there was a hit. It has the inputs
 * and outputs of that template. A probe that failed for good is no obstacle: then the task runs.
 */
export function lowerProbed(
  name: string,
  executor: Executor,
  live: ReadonlySet<string>,
  templates: { readonly probe: string; readonly run: string },
): Template {
  const outputs = outputNames(executor, live);
  const inputs = [leafParameter, ...podValuesOf(executor)];
  const given = (names: readonly string[]): NonNullable<DAGTask['arguments']> => ({
    parameters: names.map((input) => ({ name: input, value: `{{inputs.parameters.${input}}}` })),
  });
  return {
    name,
    inputs: { parameters: inputs.map((input): Parameter => ({ name: input })) },
    dag: {
      failFast: false,
      target: run,
      tasks: [
        { name: probe, template: templates.probe, arguments: given([leafParameter]) },
        {
          name: run,
          template: templates.run,
          depends: `${probe}.Succeeded || ${probe}.Failed || ${probe}.Errored`,
          when: tag(` ${outputTextIfSucceeded(probe, hitName(outputs))} != 'true' `),
          arguments: given(inputs),
        },
      ],
    },
    ...(outputs.length > 0 && {
      outputs: { parameters: outputs.map((output) => ({ name: output, valueFrom: eitherOutput(output) })) },
    }),
  };
}

/** Of the task that ran; where it did not, of the probe. */
function eitherOutput(output: string): NonNullable<Parameter['valueFrom']> {
  const ran = `tasks[${quoteExpression(run)}].status == 'Succeeded'`;
  return { expression: `(${ran} ? ${outputText(run, output)} : ${outputText(probe, output)})`, default: 'null' };
}

function outputNames(executor: Executor, live: ReadonlySet<string>): readonly string[] {
  return [...publishedOutputs(executor.outputs, live).keys()];
}

/** The output that says whether there was a hit. */
function hitName(outputs: readonly string[]): string {
  return freeName('cache-hit', new Set(outputs));
}

function file(base: string, name: string, otherwise: string): Parameter {
  return { name, valueFrom: { path: `${base}/out/${name}`, default: otherwise } };
}
