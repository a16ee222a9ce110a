import { runHelper } from './run-python.ts';

/** What a Python interpreter is, and whether it has what a component needs. */
export interface PythonProbe {
  /** The interpreter itself, behind links and version managers. */
  readonly executable: string;
  readonly satisfied: boolean;
}

/**
 * Looks up distributions without importing them. The SDK may have any version: it is the runtime's other half, pinned only
 * to whatever compiled the pipeline.
 */
const script = `
import json, sys
from importlib import metadata
def satisfied(text):
    try:
        from packaging.requirements import Requirement
    except ImportError:
        from pip._vendor.packaging.requirements import Requirement
    requirement = Requirement(text)
    if requirement.marker and not requirement.marker.evaluate():
        return True
    if requirement.url:
        return False
    version = metadata.version(requirement.name)
    return requirement.name == 'kfp' or requirement.specifier.contains(version, prereleases=True)
def all_satisfied(texts):
    try:
        return all(satisfied(text) for text in texts)
    except Exception:
        return False
print(json.dumps({'executable': sys.executable, 'satisfied': all_satisfied(sys.argv[1:])}))
`;

/** Asks an interpreter; undefined when it cannot be run. */
export async function probePython(
  python: string,
  requirements: readonly string[],
  options: { readonly env: Readonly<Record<string, string | undefined>>; readonly signal: AbortSignal },
): Promise<PythonProbe | undefined> {
  const { ok, stdout } = await runHelper(python, ['-c', script, ...requirements], options);
  if (!ok) {
    return undefined;
  }
  try {
    return JSON.parse(stdout) as PythonProbe;
  } catch {
    return undefined;
  }
}
