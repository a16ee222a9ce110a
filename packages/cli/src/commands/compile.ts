import { emitManifest, printDocuments, printManifest, reportManifest } from '@tiphys/backend-argo';
import type { EmitOptions } from '@tiphys/backend-argo';
import { runBackend } from '@tiphys/compiler';
import type { Plan } from '@tiphys/compiler';
import { exitCode, hasErrors, printJson } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import type { CommandContext, CompileOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { buildPlan } from '../input/build-plan.ts';
import { withEmitFlags } from '../input/emit-flags.ts';
import { findBackend } from '../input/find-backend.ts';
import type { PluginBackend } from '../input/find-backend.ts';
import { writeFileAtomically } from '../input/write-file-atomically.ts';
import { writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys compile`: writes the manifest, the IR, the plan or the report. Gives the exit code. */
export async function compile(file: string, options: CompileOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const configured = await readSettings(file, options, context);
  const backend = findBackend(options, configured.plugins);
  const settings = { ...configured, emit: withEmitFlags(configured.emit, options) };
  const { source, plan, emit, diagnostics } = await buildPlan(file, io, settings);
  const made = plan === undefined ? { diagnostics: [] } : make(plan, options.emit, emit, backend, source.text);
  const all = [...diagnostics, ...made.diagnostics];
  writeDiagnostics(all, io, [source]);
  if (hasErrors(all) || made.text === undefined) return exitCode.failed;
  if (options.output === undefined || options.output === '-') io.stdout.write(made.text);
  else await writeFileAtomically(options.output, made.text, io.cwd);
  return exitCode.ok;
}

function make(
  plan: Plan,
  what: CompileOptions['emit'],
  options: EmitOptions,
  backend: PluginBackend | undefined,
  ir: string,
): { readonly text?: string; readonly diagnostics: readonly Diagnostic[] } {
  if (what === 'ir') return { text: ir, diagnostics: [] };
  if (what === 'plan') return { text: `${printJson(asJson(plan), 2)}\n`, diagnostics: [] };
  if (backend !== undefined) {
    const { value, diagnostics } = runBackend(backend.plugin, backend.backend, plan, options, options.placeOf);
    return { diagnostics, ...(value !== undefined && { text: printDocuments(value.documents) }) };
  }
  const { manifest, documents, diagnostics } = emitManifest(plan, options);
  if (manifest === undefined) return { diagnostics };
  const text =
    what === 'report'
      ? `${printJson(asJson(reportManifest(manifest, documents)), 2)}\n`
      : printManifest(manifest, documents);
  return { text, diagnostics };
}

/** Plans and reports are JSON by contract; their interfaces only lack the index signature. */
function asJson(value: object): JsonValue {
  return value as JsonValue;
}
