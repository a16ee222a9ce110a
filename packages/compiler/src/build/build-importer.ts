import type { Argument, ImporterSpec, JsonTemplate } from '@tiphys/contract';
import type { DocumentPath, JsonValue } from '@tiphys/diagnostics';
import type { ImporterSpec as IrImporter } from '@tiphys/ir';
import { ignored } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';
import { parseArgument } from './parse-argument.ts';

/** What an importer registers; `path` is its place in the IR. Metadata may hold placeholders anywhere (B10). */
export function buildImporter(context: BuildContext, importer: IrImporter, path: DocumentPath): ImporterSpec {
  if (importer.downloadToWorkspace === true) {
    const place = context.place([...path, 'downloadToWorkspace']);
    context.report(ignored(place, 'Downloading to the workspace', 'each task that reads the artifact downloads it'));
  }
  const metadata = importer.metadata;
  const hasMetadata = metadata !== undefined && Object.keys(metadata).length > 0;
  return {
    uri: importerUri(context, importer, path),
    ...(hasMetadata && { metadata: template(context, metadata, [...path, 'metadata']) }),
    ...(importer.reimport === true && { reimport: true }),
  };
}

function importerUri(context: BuildContext, { artifactUri }: IrImporter, path: DocumentPath): Argument {
  if (artifactUri.runtimeParameter !== undefined) return { parameter: artifactUri.runtimeParameter };
  const { constant } = artifactUri;
  return typeof constant === 'string' ? parseArgument(context, constant, [...path, 'artifactUri', 'constant']) : '';
}

/** A part without placeholders stays the value that it is. */
function template(context: BuildContext, value: JsonValue, path: DocumentPath): JsonTemplate {
  if (typeof value === 'string') {
    const text = parseArgument(context, value, path);
    return typeof text === 'string' ? { value } : { text };
  }
  if (typeof value !== 'object' || value === null) return { value };
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, index) => template(context, item, [...path, index]));
    return items.every(isPlain) ? { value } : { items };
  }
  const members = Object.entries(value).map(([key, member]) => ({
    key: parseArgument(context, key, path),
    value: template(context, member, [...path, key]),
  }));
  return members.every((member) => typeof member.key === 'string' && isPlain(member.value)) ? { value } : { members };
}

function isPlain(part: JsonTemplate): boolean {
  return 'value' in part;
}
