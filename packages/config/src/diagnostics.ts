import { formatPath } from '@tiphys/diagnostics';
import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';

function error(code: string, message: string, hint: string, path: DocumentPath = []): Diagnostic {
  return { code, severity: 'error', message, path, hint };
}

/** CFG-001: the file does not parse, its imports are missing, or it throws. `reason` is Node's own. */
export function unloadableConfig(file: string, reason: string): Diagnostic {
  return error(
    'CFG-001',
    `${file} cannot be loaded: ${reason}`,
    'Node runs the file as it is: types are stripped, imports name the file with its ending, enums do not work.',
  );
}

/** CFG-002: nothing in the file is the configuration. */
export function noConfigExport(file: string, found: string): Diagnostic {
  return error(
    'CFG-002',
    `${file} gives ${found} as its configuration, and an object is needed`,
    file.endsWith('.json') ? 'Write { ... } into it.' : 'Write export default defineConfig({ ... }) into it.',
  );
}

/** CFG-003: a key that means nothing here. `nearest` is what was probably meant, `elsewhere` a sentence that says where it belongs. */
export function unknownKey(
  file: string,
  path: DocumentPath,
  data: {
    readonly key: string;
    readonly known: readonly string[];
    readonly nearest?: string;
    readonly elsewhere?: string;
  },
): Diagnostic {
  const { key, known, nearest, elsewhere } = data;
  return error(
    'CFG-003',
    `${file} sets ${JSON.stringify(key)}, which is not known`,
    elsewhere ??
      (nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${JSON.stringify(nearest)}?`),
    [...path, key],
  );
}

/** CFG-004: a value of the wrong type, or not among the allowed ones. `problem` goes on after the key. */
export function wrongValue(file: string, path: DocumentPath, problem: string, hint: string): Diagnostic {
  return error('CFG-004', `${file}: ${formatPath(path)} ${problem}`, hint, path);
}

/** CFG-005: a file that was found on the way up, and belongs to somebody else. */
export function foreignConfig(file: string): Diagnostic {
  return error(
    'CFG-005',
    `${file} is code of another user of this machine, and was not run`,
    `Give --config ${file} if you trust it, or --no-config to go without.`,
  );
}

/** CFG-006: two files in one folder, of which one would be ignored. */
export function severalConfigs(files: readonly string[]): Diagnostic {
  return error(
    'CFG-006',
    `There are several configurations: ${files.join(', ')}`,
    'Keep one, or name one with --config.',
  );
}
