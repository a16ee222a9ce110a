import { shortHash } from './short-hash.ts';

/**
 * The two tasks of a task that looks into the cache before it asks for what its pod needs: a cheap pod that looks, and the task's
 * own. The SDK makes no names with two hyphens; other keys are kept away from these.
 */
export const probedTaskNames = { probe: 'cache--probe', run: 'cache--run' } as const;

/** Names of tasks that the compiler adds: the root's two (see C3), the loop body, and the task that never runs. */
export const syntheticTaskNames = ['args', 'main', 'each', 'none', probedTaskNames.probe, probedTaskNames.run] as const;

/**
 * Words of the expression language. `depends` is compiled as an expression, so a task of such a name fails at run time
 * (argo-facts 1.1).
 */
const expressionWords = 'not in and or true false nil matches contains startsWith endsWith let if else'.split(' ');

const prefix = 't-';
/** What runs a task for each item of a loop that has no other (see `iterationTaskName`). */
const iterationPrefix = 'each--';
/** In plans the keys of groups begin with a character that no other key has; in manifests they are `g--1` and so on. */
const groupKey = /^\0group-(\d+)$/;
const groupName = /^g--\d+$/;
const maxLength = 60;
const digestLength = 6;
const takenNames: ReadonlySet<string> = new Set([...expressionWords, ...syntheticTaskNames]);

/**
 * The Argo task name of an IR task: the key itself where Argo and our own names allow it, else `t-` and the key, cleaned
 * and with a hash if it had to be changed. Two keys never share a name, short of a collision in 24 bits.
 */
export function argoTaskName(irKey: string): string {
  const group = groupKey.exec(irKey)?.[1];
  if (group !== undefined) {
    return `g--${group}`;
  }
  if (/^[a-zA-Z][-a-zA-Z0-9]*$/.test(irKey) && irKey.length <= maxLength && isFree(irKey)) {
    return irKey;
  }
  const clean = irKey.replace(/[^-a-zA-Z0-9]/g, '-');
  const room = maxLength - prefix.length;
  if (clean === irKey && clean.length > 0 && clean.length <= room) {
    return prefix + clean;
  }
  const kept = clean.slice(0, room - digestLength - 1);
  return `${prefix}${kept}-${shortHash(irKey)}`;
}

/**
 * The Argo task name of the only task of a loop, where the loop runs that task itself: it says of a node that it is both an
 * iteration and the task in it.
 */
export function iterationTaskName(irKey: string): string {
  return iterationPrefix + argoTaskName(irKey);
}

/** The IR task key of a name that `iterationTaskName` made, as `irTaskKey` has it; undefined for other names. */
export function iterationTaskKey(argoName: string): string | undefined {
  return argoName.startsWith(iterationPrefix) ? irTaskKey(argoName.slice(iterationPrefix.length)) : undefined;
}

/**
 * The IR task key of an Argo task name; undefined for the tasks that the compiler added. A name that carries a hash gives
 * the cleaned key with its hash, since the key itself cannot be read back.
 */
export function irTaskKey(argoName: string): string | undefined {
  const isAdded = (syntheticTaskNames as readonly string[]).includes(argoName) || groupName.test(argoName);
  if (isAdded || argoName.startsWith(iterationPrefix)) {
    return undefined;
  }
  return argoName.startsWith(prefix) ? argoName.slice(prefix.length) : argoName;
}

/** The key of a task that stands for a group of tasks of a scope that would have too many; no path shows it. */
export function groupTaskKey(number: number): string {
  return `\0group-${number}`;
}

function isFree(key: string): boolean {
  return (
    ![prefix, iterationPrefix].some((taken) => key.startsWith(taken)) && !takenNames.has(key) && !groupName.test(key)
  );
}
