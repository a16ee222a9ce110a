import { type Diagnostic, sortDiagnostics } from '@tiphys/diagnostics';
import type { LoadedPipeline } from './loaded-pipeline.ts';
import { checkConstantKind } from './rules/constant-kind.ts';
import { createContext } from './rules/create-context.ts';
import { dagOutputsDeclared } from './rules/dag-outputs-declared.ts';
import { declaredArtifact } from './rules/declared-artifact.ts';
import { checkDefaultKind } from './rules/default-kind.ts';
import { exactlyOneSource } from './rules/exactly-one-source.ts';
import { knownComponentInput } from './rules/known-component-input.ts';
import { knownComponent } from './rules/known-component.ts';
import { knownDependency } from './rules/known-dependency.ts';
import { knownExecutor } from './rules/known-executor.ts';
import { knownPlatformExecutor } from './rules/known-platform-executor.ts';
import { knownTaskOutputs } from './rules/known-task-outputs.ts';
import { loopItems } from './rules/loop-items.ts';
import { matchingTypes } from './rules/matching-types.ts';
import { noComponentCycle } from './rules/no-component-cycle.ts';
import { noTaskCycle } from './rules/no-task-cycle.ts';
import { checkPipelineName } from './rules/pipeline-name.ts';
import { requiredInputs } from './rules/required-inputs.ts';
import { rootIsDag } from './rules/root-is-dag.ts';
import type { Rule } from './rules/rule.ts';
import { checkSchemaVersion } from './rules/schema-version.ts';

/** All rules, from the outside of the document to its inside. They are independent of each other; the order is for readers. */
const rules: readonly Rule[] = [
  checkSchemaVersion,
  checkPipelineName,
  rootIsDag,
  // Members that exclude each other.
  exactlyOneSource,
  // Names that refer to something.
  knownComponent,
  knownExecutor,
  knownPlatformExecutor,
  knownDependency,
  knownTaskOutputs,
  knownComponentInput,
  declaredArtifact,
  dagOutputsDeclared,
  loopItems,
  // What follows from the names: completeness and order.
  requiredInputs,
  noTaskCycle,
  noComponentCycle,
  // Values.
  matchingTypes,
  checkConstantKind,
  checkDefaultKind,
];

/** More faults than this are not told apart from each other by anybody. */
const faultLimit = 300;

/** Thrown to end the search when there are faults enough: each one more costs a search for similar names. */
class Enough extends Error {}

/**
 * Checks what the schema alone cannot say. The result is sorted by place; it is empty for a sound pipeline. The search ends
 * with the 300th fault.
 */
export function validatePipeline(loaded: LoadedPipeline): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const context = createContext(loaded, (diagnostic) => {
    if (diagnostics.push(diagnostic) === faultLimit) {
      throw new Enough();
    }
  });
  try {
    for (const rule of rules) {
      rule(context);
    }
  } catch (error) {
    if (!(error instanceof Enough)) {
      throw error;
    }
  }
  return sortDiagnostics(diagnostics);
}
