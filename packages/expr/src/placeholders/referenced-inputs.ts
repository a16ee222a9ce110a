import type { Argument } from '@tiphys/contract';

/** What an argument reads. Names are sorted, each once. */
export interface ReferencedInputs {
  readonly parameters: readonly string[];
  readonly artifacts: readonly string[];
  /** Inputs whose presence decides an `IfPresent`: of a parameter or of an artifact, the text does not say. */
  readonly presence: readonly string[];
  /** Whether it prints the executor input, and so reads every input. */
  readonly executorInput: boolean;
}

/** Collects the inputs of its own task that an argument, or any of several, reads. */
export function referencedInputs(argument: Argument | readonly Argument[]): ReferencedInputs {
  const parameters = new Set<string>();
  const artifacts = new Set<string>();
  const presence = new Set<string>();
  let executorInput = false;
  const visit = (one: Argument): void => {
    if (typeof one === 'string') {
      return;
    }
    if ('concat' in one) {
      one.concat.forEach(visit);
    } else if ('ifPresent' in one) {
      presence.add(one.ifPresent);
      one.then.forEach(visit);
      one.else?.forEach(visit);
    } else if ('json' in one) {
      visit(one.json);
    } else if ('parameter' in one) {
      parameters.add(one.parameter);
    } else if ('inputArtifact' in one) {
      artifacts.add(one.inputArtifact);
    } else if ('executorInput' in one) {
      executorInput = true;
    }
  };
  (Array.isArray(argument) ? (argument as readonly Argument[]) : [argument as Argument]).forEach(visit);
  return { parameters: sorted(parameters), artifacts: sorted(artifacts), presence: sorted(presence), executorInput };
}

function sorted(names: ReadonlySet<string>): readonly string[] {
  return [...names].sort();
}
