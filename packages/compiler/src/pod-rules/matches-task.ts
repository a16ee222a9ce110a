import type { TaskMatch } from './pod-extras.ts';

/** What a rule looks at. */
export interface MatchedTask {
  readonly name: string;
  readonly component: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Whether a task meets all that `match` says. */
export function matchesTask({ task, component, labels = {} }: TaskMatch, candidate: MatchedTask): boolean {
  const components = [candidate.component, candidate.component.replace(/^comp-/, '')];
  return (
    (task === undefined || fits(task, candidate.name)) &&
    (component === undefined || components.some((name) => fits(component, name))) &&
    Object.entries(labels).every(([key, value]) => {
      const own = Object.hasOwn(candidate.labels, key) ? candidate.labels[key] : undefined;
      return own !== undefined && fits(value, own);
    })
  );
}

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split(/([*?])/).map((part) => (part === '*' ? '.*' : part === '?' ? '.' : escaped(part)));
  return new RegExp(`^${parts.join('')}$`, 's').test(text);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
