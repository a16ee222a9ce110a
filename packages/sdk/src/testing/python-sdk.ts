import { execFileSync } from 'node:child_process';
import type { JsonObject } from '@tiphys/diagnostics';

const python = process.env['TIPHYS_PYTHON'] ?? 'python3';

/** Why tests against the Python SDK are skipped, or undefined when it is there. `TIPHYS_PYTHON` names its interpreter. */
export const whyNoPython = ((): string | undefined => {
  try {
    execFileSync(python, ['-c', 'import kfp, kfp.kubernetes'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'skipped: no python3 with kfp';
  }
})();

/** The functions of `kfp-kubernetes`, sorted. */
export function kubernetesFunctions(): readonly string[] {
  const code = 'import json, kfp.kubernetes; print(json.dumps(sorted(kfp.kubernetes.__all__)))';
  return JSON.parse(execFileSync(python, ['-W', 'ignore', '-c', code], { encoding: 'utf8' })) as string[];
}

const program = `
import json, shutil, sys, tempfile, warnings
tempfile.tempdir = tempfile.mkdtemp()
warnings.simplefilter('ignore')
import yaml
from kfp import compiler, components, dsl, kubernetes
from kfp.dsl import *
from typing import Dict, List, NamedTuple, Optional
def loaded(made):
    path = tempfile.mktemp(suffix='.yaml')
    compiler.Compiler().compile(made, path)
    return components.load_component_from_file(path)
compiled = {}
for name, code in json.load(sys.stdin).items():
    scope = dict(globals())
    # Functions become components by their source, which Python looks for in a file.
    module = tempfile.mktemp(suffix='.py')
    with open(module, 'w') as file:
        file.write(code)
    exec(compile(code, module, 'exec'), scope)
    path = tempfile.mktemp(suffix='.yaml')
    compiler.Compiler().compile(scope['it'], path)
    with open(path) as file:
        compiled[name] = list(yaml.safe_load_all(file))
shutil.rmtree(tempfile.tempdir)
print(json.dumps(compiled))
`;

/**
 * Compiles pipelines with the Python SDK.
 *
 * @param sources for each name Python code that defines the pipeline `it`; `dsl`, `kubernetes` and all of `dsl` are imported, and `loaded` compiles and loads
 * @returns the documents of each
 */
export function compileInPython(
  sources: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly JsonObject[]>> {
  const output = execFileSync(python, ['-c', program], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return JSON.parse(output.slice(output.lastIndexOf('\n', output.length - 2) + 1)) as Record<string, JsonObject[]>;
}
