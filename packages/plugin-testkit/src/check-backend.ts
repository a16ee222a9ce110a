import { printDocuments } from '@tiphys/backend-argo';
import { createPlaceOf, runBackend } from '@tiphys/compiler';
import type { Backend, BackendOptions, Plugin } from '@tiphys/compiler/plugin';
import type { Diagnostic } from '@tiphys/diagnostics';
import { checkFindings } from './check-findings.ts';
import type { Compiled } from './compile-with.ts';

/** What a backend made of one pipeline. */
export interface BackendReport {
  readonly backend: string;
  /** As YAML; absent when it refused the pipeline. */
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly faults: readonly string[];
}

/** Gives a plan to a backend, as `tiphys compile --backend` does. */
export function checkBackend(
  plugin: Plugin,
  backend: Backend,
  { pipeline, plan }: Compiled,
  options: BackendOptions,
): BackendReport {
  if (plan === undefined) return { backend: backend.name, diagnostics: [], faults: [] };
  const { value, diagnostics } = runBackend(plugin.name, backend, plan, options, createPlaceOf(pipeline));
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  const faults = checkFindings(plugin, diagnostics);
  if (refused || value === undefined) return { backend: backend.name, diagnostics, faults };
  const silent = value.documents.length === 0 ? ['it made no document, and reported no error'] : [];
  return {
    backend: backend.name,
    text: printDocuments(value.documents),
    diagnostics,
    faults: [...faults, ...silent],
  };
}
