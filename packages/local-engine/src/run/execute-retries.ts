import type { ValueMap } from '@tiphys/expr';
import { isLeaf } from '../manifest/manifest.ts';
import type { RetryStrategy, Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { evaluate } from '../template/expression.ts';
import { substituteTemplate } from '../template/bind-template.ts';
import { SubstitutionError } from '../template/replace-tags.ts';
import { parseDuration, timerDelay } from '../text/duration.ts';
import { createIdleNode } from './engine.ts';
import type { Engine } from './engine.ts';
import { anewIfAny, isFailure } from './node-status.ts';
import type { NodeStatus } from './node-status.ts';
import { podName } from './pod-name.ts';
import type { Attempt, TemplateCall } from './template-call.ts';

/** A `retryStrategy` that makes no sense: the node becomes an Error. */
class RetryError extends Error {}

/**
 * Runs a template with a `retryStrategy` (argo-facts 3.4): attempts `name(0)`, `name(1)` and so on, until one succeeds or
 * the strategy gives up. The node ends as its last attempt did, with that attempt's outputs.
 */
export async function executeRetries(
  engine: Engine,
  call: TemplateCall,
  template: Template,
  run: (attempt: Attempt, template: Template) => Promise<NodeStatus>,
): Promise<NodeStatus> {
  const strategy = template.retryStrategy ?? {};
  const startedAt = engine.now();
  const attempts: NodeStatus[] = [];
  for (;;) {
    const last = attempts.at(-1);
    let node: NodeStatus;
    const nodeName = `${call.nodeName}(${attempts.length})`;
    try {
      const deadline = retryDeadline(strategy, attempts);
      const processed = substituteTemplate(
        engine.rules,
        template,
        engine.globals,
        retryVariables(engine, template, nodeName, attempts.length, last),
      );
      node = await run({ ...call, nodeName, attempt: attempts.length, ...limitedTo(engine, deadline) }, processed);
      attempts.push(node);
      const verdict = isFailure(node.phase) ? decide(engine, call, strategy, attempts) : { give: 'up' as const };
      if (verdict.give === 'up') {
        return end(engine, call, startedAt, attempts, verdict.message);
      }
      if (verdict.wait > 0) {
        await engine.sleep(verdict.wait, engine.signal).catch(() => undefined);
      }
      if (engine.signal.aborted) {
        return end(engine, call, startedAt, attempts);
      }
    } catch (error) {
      if (error instanceof SubstitutionError || error instanceof RetryError) {
        return { ...createIdleNode(engine, call.nodeName, 'Error', error.message, attempts.length), kind: 'Retry' };
      }
      throw error;
    }
  }
}

function end(
  engine: Engine,
  call: TemplateCall,
  startedAt: number,
  attempts: readonly NodeStatus[],
  message?: string,
): NodeStatus {
  const last = attempts.at(-1);
  const phase = last?.phase ?? 'Error';
  const why = [message, last?.message].filter((part) => part !== undefined).join(': ');
  return {
    name: call.nodeName,
    kind: 'Retry',
    phase,
    ...(phase === 'Succeeded' || why === '' ? {} : { message: why }),
    startedAt,
    finishedAt: engine.now(),
    ...(last?.outputs === undefined ? {} : { outputs: last.outputs }),
    attempts: attempts.length,
    ...(last?.pod === undefined ? {} : { pod: last.pod }),
    outbound: last?.outbound ?? [phase],
    ...anewIfAny(attempts),
    ...(last?.replayed === true ? { replayed: true } : {}),
  };
}

type Verdict =
  | { readonly give: 'up'; readonly message?: string }
  | { readonly give: 'again'; /** Milliseconds. */ readonly wait: number };

/** Argo's processNodeRetries, after a failed attempt. */
function decide(engine: Engine, call: TemplateCall, strategy: RetryStrategy, attempts: readonly NodeStatus[]): Verdict {
  const last = attempts.at(-1);
  const limit = readInteger('limit', strategy.limit);
  if (last === undefined || engine.signal.aborted) {
    return { give: 'up' };
  }
  // An earlier life of the run has decided already.
  if (last.replayed === true && engine.replay.hasAttempt(`${call.nodeName}(${attempts.length})`)) {
    return { give: 'again', wait: 0 };
  }
  const deadline = retryDeadline(strategy, attempts);
  if (deadline !== undefined && engine.now() > deadline) {
    return { give: 'up', message: 'Max duration limit exceeded' };
  }
  const wait = backoff(strategy, attempts.length, engine.rules);
  if (deadline !== undefined && last.finishedAt + wait > deadline) {
    return { give: 'up', message: 'Backoff would exceed max duration limit' };
  }
  if (!policyAllows(strategy, last)) {
    return { give: 'up' };
  }
  if (limit !== undefined && attempts.length > limit) {
    return { give: 'up', message: 'No more retries left' };
  }
  if ((strategy.expression ?? '') !== '' && evaluate(strategy.expression ?? '', lastRetry(last)) !== true) {
    return { give: 'up', message: 'retryStrategy.expression evaluated to false' };
  }
  // Without a limit Argo ignores the backoff.
  return { give: 'again', wait: limit === undefined ? 0 : Math.max(0, last.finishedAt + wait - engine.now()) };
}

function policyAllows(strategy: RetryStrategy, last: NodeStatus): boolean {
  const policy = strategy.retryPolicy ?? ((strategy.expression ?? '') === '' ? 'OnFailure' : 'Always');
  switch (policy) {
    case 'Always':
      return true;
    case 'OnFailure':
      return last.phase === 'Failed';
    case 'OnError':
      return last.phase === 'Error';
    case 'OnTransientError':
      return false;
    default:
      throw new RetryError(`${policy} is not a valid RetryPolicy`);
  }
}

/** Milliseconds to wait after so many failed attempts. */
function backoff(strategy: RetryStrategy, attempts: number, { capsBackoff }: ArgoRules): number {
  if (strategy.backoff === undefined) {
    return 0;
  }
  const base = readDuration('backoff.duration', strategy.backoff.duration);
  if (base === undefined) {
    throw new RetryError('no base duration specified for retryStrategy');
  }
  const factor = readInteger('backoff.factor', strategy.backoff.factor) ?? 0;
  const wait = factor > 0 ? base * factor ** (attempts - 1) : base;
  const cap = capsBackoff ? readDuration('backoff.cap', strategy.backoff.cap) : undefined;
  return Math.min(wait, cap ?? Infinity);
}

/** When the time for all attempts is over, in milliseconds since the epoch; a running attempt is ended then. */
function retryDeadline(strategy: RetryStrategy, attempts: readonly NodeStatus[]): number | undefined {
  const max = readDuration('backoff.maxDuration', strategy.backoff?.maxDuration);
  const first = attempts[0];
  return max === undefined || first === undefined ? undefined : first.startedAt + max;
}

function limitedTo(engine: Engine, deadline: number | undefined): { readonly signal?: AbortSignal } {
  return deadline === undefined
    ? {}
    : { signal: AbortSignal.any([engine.signal, AbortSignal.timeout(timerDelay(deadline - engine.now()))]) };
}

function retryVariables(
  engine: Engine,
  template: Template,
  nodeName: string,
  number: number,
  last: NodeStatus | undefined,
): ReadonlyMap<string, string> {
  const variables = new Map([['retries', String(number)]]);
  if (isLeaf(template)) {
    variables.set('pod.name', podName(engine.workflow, template.name, nodeName));
  }
  for (const [key, value] of Object.entries(lastRetryVariables(last))) {
    variables.set(`lastRetry.${key}`, value);
  }
  return variables;
}

function lastRetry(last: NodeStatus): ValueMap {
  return { lastRetry: lastRetryVariables(last) };
}

function lastRetryVariables(last: NodeStatus | undefined): Record<string, string> {
  return {
    exitCode: String(last?.outputs?.exitCode ?? (last === undefined ? 0 : -1)),
    status: last?.phase ?? '',
    duration: String(last === undefined ? 0 : Math.round((last.finishedAt - last.startedAt) / 1000)),
    message: last?.message ?? '',
  };
}

function readInteger(field: string, value: string | number | undefined): number | undefined {
  if (value === undefined || value === '') {
    return undefined;
  }
  if (!/^[-+]?\d+$/.test(String(value))) {
    throw new RetryError(`retryStrategy.${field}: "${value}" is not an integer`);
  }
  return Number(value);
}

function readDuration(field: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    throw new RetryError(`retryStrategy.${field}: "${text}" is no duration`);
  }
  return milliseconds;
}
