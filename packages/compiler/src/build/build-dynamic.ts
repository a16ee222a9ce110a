import { parsePlaceholders } from '@tiphys/expr';
import type { Argument } from '@tiphys/contract';
import type { ContainerSpec } from '@tiphys/ir';
import type { DocumentPath } from '@tiphys/diagnostics';
import type { DynamicContainer, Resources } from '../plan.ts';
import { buildResources } from './build-resources.ts';

/** A text with placeholders, and its place. */
export interface DynamicText {
  readonly argument: Argument;
  readonly path: DocumentPath;
}

/** What of a container goes into its pod, apart from its program. */
export interface ContainerPod {
  readonly resources: Resources;
  readonly dynamic?: DynamicContainer;
  /** The texts that `dynamic` names. */
  readonly texts: ReadonlyMap<string, DynamicText>;
}

/** Reads image and resources of the container at `path`; each may be a parameter, with text around it (B22). */
export function buildContainerPod(container: ContainerSpec, path: DocumentPath): ContainerPod {
  const texts = new Map<string, DynamicText>();
  const read = (name: string, text: string, at: DocumentPath) => {
    const argument = parsePlaceholders(text, () => undefined);
    if (typeof argument === 'string') return { kind: 'constant', value: text } as const;
    texts.set(name, { argument, path: at });
    return { kind: 'dynamic', name } as const;
  };
  const image = read('image', container.image, [...path, 'image']);
  const { resources, dynamic } = buildResources(container.resources ?? {}, [...path, 'resources'], read);
  const all = { ...(image.kind === 'dynamic' && { image: image.name }), ...dynamic };
  return { resources, texts, ...(texts.size > 0 && { dynamic: all }) };
}
