import { isDeepStrictEqual } from 'node:util';
import { printJson, type JsonValue } from '@tiphys/diagnostics';
import type { Outcome, Output, TaskOutcome } from './outcome.ts';

/** One thing that is not alike. */
export interface Difference {
  /** Where: `end`, `output NAME`, `TASK`, `TASK output NAME`, `TASK prints`. */
  readonly place: string;
  /** As JSON, or `(absent)`. */
  readonly own: string;
  readonly peer: string;
}

/**
 * What differs between an outcome of ours and one of `kfp.local`. Numbers are compared by value, structs whatever the order of their
 * keys. Where `kfp.local` does not succeed, it is no difference of its own that what comes later is missing there: it stops at failures.
 */
export function compareOutcomes(own: Outcome, peer: Outcome): readonly Difference[] {
  const differences: Difference[] = [];
  const stopped = peer.phase !== 'Succeeded';
  const compare: Compare = (place, here, there, note = ''): void => {
    if (isDeepStrictEqual(plain(here), plain(there)) || (stopped && there === undefined)) return;
    differences.push({ place, own: text(here), peer: `${text(there)}${note}` });
  };
  compare('end', own.phase, peer.phase, note(peer.message));
  compareOutputs('output', own.outputs, peer.outputs, compare);
  for (const path of keys(own.tasks, peer.tasks)) compareTasks(path, own.tasks[path], peer.tasks[path], compare);
  return differences;
}

type Compare = (place: string, own: unknown, peer: unknown, note?: string) => void;

function compareTasks(
  path: string,
  own: TaskOutcome | undefined,
  peer: TaskOutcome | undefined,
  compare: Compare,
): void {
  compare(path, own?.phase, peer?.phase, peer?.phase === 'Failed' ? note(peer.lines.at(-1)) : '');
  if (own?.phase !== 'Succeeded' || peer?.phase !== 'Succeeded') return;
  compareOutputs(`${path} output`, own.outputs, peer.outputs, compare);
  if (!isMixed(own) && !isMixed(peer)) comparePrints(path, own.lines, peer.lines, compare);
}

type Lines = readonly string[];

function comparePrints(path: string, own: Lines, peer: Lines, compare: Compare): void {
  if (!isDeepStrictEqual(own.map(inOneOrder), peer.map(inOneOrder))) compare(`${path} prints`, own, peer);
}

/** Protobuf gives the members of a printed struct in another order each time. */
function inOneOrder(line: string): string {
  const parts = line.split(/[{},]/).map((part) => part.trim());
  return line.includes('{') ? parts.sort().join() : line;
}

/** What a shell traces comes on another stream than what it prints, and mixes by chance; tracebacks hold places. */
function isMixed({ lines }: TaskOutcome): boolean {
  return lines.some((line) => line.startsWith('+ ') || line.startsWith('Traceback '));
}

type Outputs = Readonly<Record<string, Output>>;

function compareOutputs(what: string, own: Outputs, peer: Outputs, compare: Compare): void {
  for (const name of keys(own, peer)) compare(`${what} ${name}`, own[name], peer[name]);
}

function note(message: string | undefined): string {
  return message === undefined ? '' : ` (${message})`;
}

function keys(one: object, other: object): ReadonlySet<string> {
  return new Set([...Object.keys(one), ...Object.keys(other)]);
}

function text(value: unknown): string {
  if (value === undefined) return '(absent)';
  return typeof value === 'string' ? value : printJson(value as JsonValue);
}

/** JSON values as JavaScript has them. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(printJson(value as JsonValue));
}
