import { executeDag } from '../dag/execute-dag.ts';
import { isLeaf } from '../manifest/manifest.ts';
import type { Template } from '../manifest/manifest.ts';
import { bindTemplate } from '../template/bind-template.ts';
import { SubstitutionError } from '../template/replace-tags.ts';
import { createIdleNode } from './engine.ts';
import type { Engine } from './engine.ts';
import { executePod } from './execute-pod.ts';
import { executeRetries } from './execute-retries.ts';
import { executeSuspend } from './execute-suspend.ts';
import type { NodeStatus } from './node-status.ts';
import { podName } from './pod-name.ts';
import { executeSteps } from '../steps/execute-steps.ts';
import type { Attempt, TemplateCall } from './template-call.ts';

/** Templates inside templates that Argo's controller allows. */
const maxDepth = 100;

/**
 * Runs a template as a node, to its end. What goes wrong in the manifest or in the user's task is in the node; only a bug
 * rejects.
 */
export async function executeTemplate(engine: Engine, call: TemplateCall): Promise<NodeStatus> {
  const template = engine.templates.get(call.template);
  if (template === undefined) {
    return createIdleNode(engine, call.nodeName, 'Error', `template "${call.template}" does not exist`);
  }
  if (call.depth >= maxDepth) {
    return createIdleNode(engine, call.nodeName, 'Error', `templates are nested more than ${maxDepth} deep`);
  }
  let bound: Template;
  try {
    bound = bindTemplate(engine.rules, template, call, engine.globals, localVariables(engine, call, template));
  } catch (error) {
    if (error instanceof SubstitutionError) {
      return createIdleNode(engine, call.nodeName, 'Error', error.message);
    }
    throw error;
  }
  return bound.retryStrategy === undefined
    ? executeBody(engine, { ...call, attempt: 0 }, bound)
    : executeRetries(engine, call, bound, (attempt, processed) => executeBody(engine, attempt, processed));
}

function executeBody(engine: Engine, call: Attempt, template: Template): Promise<NodeStatus> {
  if (template.dag !== undefined) {
    return executeDag(engine, call, template, template.dag);
  }
  if (template.steps !== undefined) {
    return executeSteps(engine, call, template, template.steps);
  }
  if (template.suspend !== undefined) {
    return executeSuspend(engine, call, template.suspend);
  }
  return executePod(engine, call, template);
}

function localVariables(engine: Engine, call: TemplateCall, template: Template): ReadonlyMap<string, string> {
  const variables = new Map([['node.name', call.nodeName]]);
  if (isLeaf(template) && template.retryStrategy === undefined) {
    variables.set('pod.name', podName(engine.workflow, template.name, call.nodeName));
  }
  if (call.caller !== undefined) {
    variables.set(`${call.caller.kind}.name`, call.caller.name);
  }
  return variables;
}
