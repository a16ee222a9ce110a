import type { GroupNode } from '../model.ts';

const words: Readonly<Record<GroupNode['kind'], string>> = {
  root: 'pipeline',
  loop: 'loop',
  condition: 'branch',
  branches: 'branches',
  'exit-handler': 'guarded part',
};

/** A group in the words of messages: `the loop for-loop-1`. */
export function describeGroup(group: GroupNode): string {
  return `the ${words[group.kind]} ${group.name}`;
}
