import { DEFAULT_SCHEMA, Type, dump } from 'js-yaml';
import type { Manifest } from './manifest.ts';

/**
 * Everything that a reader of YAML 1.1 or 1.2 may take for something other than a string when it is not quoted:
 * booleans, null, numbers of every base, sexagesimals and dates (PyYAML, go-yaml, and the specifications' own tables).
 */
const looksTyped =
  /^(?:~|null|y|n|yes|no|on|off|true|false|=|<<|[-+]?\.?(?:inf|nan)|[-+]?[.0-9][-+0-9a-z_.:]*(?:[t ].*)?)$/i;

/** Makes js-yaml quote such strings; nothing is ever represented by it. */
const ambiguous = new Type('tag:yaml.org,2002:ambiguous', {
  kind: 'scalar',
  resolve: (data: unknown) => typeof data === 'string' && looksTyped.test(data),
  instanceOf: Ambiguous,
  represent: String,
});

/** Never instantiated; see `ambiguous`. */
function Ambiguous(): void {
  /* a type without values */
}

const schema = DEFAULT_SCHEMA.extend({ implicit: [ambiguous] });

/** A manifest as YAML: the same bytes for the same manifest, readable alike by every YAML reader. What it needs comes first. */
export function printManifest(manifest: Manifest, needs: readonly object[] = []): string {
  return printDocuments([...needs, manifest]);
}

/** Plain objects in the same way, one YAML document each. */
export function printDocuments(documents: readonly object[]): string {
  return documents.map(printDocument).join('---\n');
}

function printDocument(manifest: object): string {
  return dump(manifest, { schema, lineWidth: -1, noRefs: true, noArrayIndent: true });
}
