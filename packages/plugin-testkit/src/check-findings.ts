import type { Plugin } from '@tiphys/compiler/plugin';
import { formatDiagnostic } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';

/** What is wrong with what a plugin had to say, in sentences. */
export function checkFindings({ name }: Plugin, diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap((diagnostic) => {
    const { code, message, hint, range } = diagnostic;
    if (isAboutPlugin(diagnostic)) return [`${code} ${message}`];
    if (!code.startsWith(`${name}/`)) return [];
    const said = `its finding ${formatDiagnostic(diagnostic).split('\n')[0] ?? message}`;
    return [
      ...(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(code.slice(name.length + 1))
        ? []
        : [`${said}: the code is not in kebab-case`]),
      ...(hint === undefined ? [`${said}: there is no hint of what to do`] : []),
      ...(range === undefined ? [`${said}: it names no place in the pipeline file`] : []),
    ];
  });
}

/** A fault of the plugin, where its findings are about pipelines. */
function isAboutPlugin({ code }: Diagnostic): boolean {
  return code.startsWith('PLG-');
}
