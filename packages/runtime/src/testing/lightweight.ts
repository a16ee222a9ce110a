import type { ComponentSpec } from '@tiphys/contract';
import { component } from './task-fixture.ts';

/** The command of a lightweight Python component, as the SDK compiles it, without the installation of packages. */
export function lightweight(name: string, source: string, spec: Partial<ComponentSpec>): ComponentSpec {
  const bootstrap = `program_path=$(mktemp -d)

printf "%s" "$0" > "$program_path/ephemeral_component.py"
_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main                         --component_module_path                         "$program_path/ephemeral_component.py"                         "$@"
`;
  const program = `\nimport kfp\nfrom kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n${source}\n`;
  return component({
    command: ['sh', '-ec', bootstrap, program],
    args: ['--executor_input', { executorInput: true }, '--function_to_execute', name],
    ...spec,
  });
}
