import type { Component, ContainerDeclaration, Types } from '@tiphys/sdk';
import { containerComponent } from '@tiphys/sdk';
import { readCorpusIr } from './read-corpus-ir.ts';

/** No inputs, or no outputs. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- so the SDK says it
type None = {};

/** Gives a component the image and the command of an executor. */
type FromCorpus = <const Inputs extends Types = None, const Outputs extends Types = None>(
  executor: string,
  declaration: Omit<ContainerDeclaration<Inputs, Outputs>, 'image' | 'command' | 'args'>,
) => Component<Inputs, Outputs>;

/**
 * Components that run what the executors of a corpus file run. Their programs are Python, and not what is compared: interfaces
 * and pipelines are written anew.
 *
 * @param file below the corpus
 * @throws Error where the corpus is not at hand
 */
export function corpusComponents(file: string): FromCorpus {
  const { executors } = readCorpusIr(file).spec.deploymentSpec;
  return (executor, declaration) => {
    const container = executors[executor]?.container;
    if (container === undefined) throw new Error(`${file} has no container ${executor}`);
    const { image, command = [], args = [] } = container;
    return containerComponent({ ...declaration, image, command, args });
  };
}
