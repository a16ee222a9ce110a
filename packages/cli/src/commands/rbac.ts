import { printDocuments, requiredAccess } from '@tiphys/backend-argo';
import { exitCode, hasErrors } from '@tiphys/diagnostics';
import type { CommandContext, RbacOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { buildPlan } from '../input/build-plan.ts';
import { writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys rbac`: prints service account, roles and bindings for the runs of a pipeline. Gives the exit code. */
export async function rbac(file: string, options: RbacOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const settings = await readSettings(file, options, context);
  const { source, plan, diagnostics } = await buildPlan(file, io, settings);
  writeDiagnostics(diagnostics, io, [source]);
  if (plan === undefined || hasErrors(diagnostics)) return exitCode.failed;
  const { serviceAccount, namespace } = options;
  io.stdout.write(printDocuments(requiredAccess(plan, { serviceAccount, namespace })));
  return exitCode.ok;
}
