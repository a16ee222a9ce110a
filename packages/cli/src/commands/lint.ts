import { checkPolicy, emitManifest } from '@tiphys/backend-argo';
import type { EmitOptions } from '@tiphys/backend-argo';
import type { Plan } from '@tiphys/compiler';
import { exitCode, hasErrors, sortDiagnostics } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import type { CommandContext, LintOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { buildPlan } from '../input/build-plan.ts';
import { counted } from '../report/counted.ts';
import { lintDocument } from '../report/lint-document.ts';
import type { LintedFile } from '../report/linted-file.ts';
import { sarifDocument } from '../report/sarif-document.ts';
import { countDiagnostics, listDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys lint`: everything that the compiler has to say, without its output. Gives the exit code. */
export async function lint(files: readonly string[], options: LintOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const linted: LintedFile[] = [];
  for (const file of files) {
    const settings = await readSettings(file, options, context);
    const { source, plan, emit, diagnostics } = await buildPlan(file, io, settings);
    const further = plan === undefined ? [] : checkManifest(plan, emit, options.policy);
    linted.push({ source, diagnostics: sortDiagnostics([...diagnostics, ...further]) });
  }
  const all = linted.flatMap(({ diagnostics }) => diagnostics);
  if (options.json === true) {
    io.stdout.write(`${JSON.stringify(lintDocument(linted), null, 2)}\n`);
  } else if (options.sarif === true) {
    io.stdout.write(`${JSON.stringify(sarifDocument(linted), null, 2)}\n`);
  } else {
    for (const { source, diagnostics } of linted) listDiagnostics(diagnostics, io, [source]);
    const checked = counted(files.length, 'file');
    io.stderr.write(`${all.length === 0 ? '' : '\n'}${checked}: ${countDiagnostics(all) || 'no problems'}\n`);
  }
  return hasErrors(all) ? exitCode.failed : exitCode.ok;
}

/** What there is to say of the manifest, and of its pods where they have to keep to a policy. */
function checkManifest(plan: Plan, emit: EmitOptions, policy: LintOptions['policy']): readonly Diagnostic[] {
  const emitted = emitManifest(plan, emit);
  return [...emitted.diagnostics, ...(policy === undefined ? [] : checkPolicy(plan, emit, policy, emitted))];
}
