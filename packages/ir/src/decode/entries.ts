import { duplicateKey, notAKey, recursiveAlias } from '../diagnostics.ts';
import { dereference, type MappingNode, type NodePair, type SourceNode } from '../source/source-node.ts';
import { type Decoding, here, report } from './decoding.ts';

/** One entry of a mapping. */
export interface Entry {
  readonly key: string;
  readonly value: SourceNode;
}

/**
 * The entries of a mapping in file order, `<<` merged in, equal keys reported and kept once. A key is the text that was
 * written: whoever writes `on:` or `1:` means a name.
 *
 * @param nameOf gives the name under which two keys count as equal.
 */
export function entriesOf(mapping: MappingNode, decoding: Decoding, nameOf = (key: string): string => key): Entry[] {
  const entries = new Map<string, Entry>();
  const seen = new Map<string, number>();
  for (const { key, value } of flatten(mapping.pairs, decoding, true)) {
    const name = nameOf(key);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    if (count > 0) {
      const path = [...decoding.path, name];
      report(decoding, duplicateKey({ path, range: decoding.locator.key(path, count) }, { key }));
    } else {
      entries.set(name, { key, value });
    }
  }
  addMerged(entries, mapping, decoding, nameOf, new Set([mapping]));
  return [...entries.values()];
}

/** The pairs with a scalar key that are not merges. */
function flatten(pairs: readonly NodePair[], decoding: Decoding, check: boolean): Entry[] {
  const entries: Entry[] = [];
  for (const { key, value } of pairs) {
    const name = dereference(key);
    if (name?.kind !== 'scalar') {
      if (check) {
        report(decoding, notAKey(here(decoding)));
      }
    } else if (!isMerge(key)) {
      entries.push({ key: name.text, value });
    }
  }
  return entries;
}

/** Adds what `<<` brings in; what is there already wins, nearer sources win over farther ones. */
function addMerged(
  entries: Map<string, Entry>,
  mapping: MappingNode,
  decoding: Decoding,
  nameOf: (key: string) => string,
  seen: Set<MappingNode>,
): void {
  for (const { value } of mapping.pairs.filter(({ key }) => isMerge(key))) {
    const source = dereference(value);
    for (const node of source?.kind === 'sequence' ? source.items : [value]) {
      const merged = dereference(node);
      if (merged?.kind !== 'mapping') {
        report(decoding, recursiveAlias(here(decoding), { name: '<<' }));
        continue;
      }
      if (seen.has(merged)) {
        continue;
      }
      seen.add(merged);
      for (const entry of flatten(merged.pairs, decoding, false)) {
        if (!entries.has(nameOf(entry.key))) {
          entries.set(nameOf(entry.key), entry);
        }
      }
      addMerged(entries, merged, decoding, nameOf, seen);
    }
  }
}

function isMerge(key: SourceNode): boolean {
  return key.kind === 'scalar' && key.text === '<<' && key.style === 'plain';
}
