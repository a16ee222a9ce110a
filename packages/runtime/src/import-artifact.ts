import type { ArtifactValue, ImporterSpec, JsonTemplate } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { TaskError } from '@tiphys/diagnostics';
import type { PlaceholderValues } from '@tiphys/expr';
import { renderText } from '@tiphys/expr';
import type { Values } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import type { TaskIdentity } from './task-identity.ts';
import type { TaskEnvironment } from './task-request.ts';
import { readability } from './readable-uri.ts';

/**
 * Registers the artifact that an importer names, as its only output. What this run's store can read must be there (KFP does
 * not look, B29); nothing is copied. Throws `TaskError`.
 */
export async function importArtifact(
  { spec }: TaskEnvironment,
  importer: ImporterSpec,
  values: PlaceholderValues,
  identity: TaskIdentity,
  store: ArtifactStore,
): Promise<Values> {
  const uri = renderText(importer.uri, values) ?? '';
  if (uri === '') {
    throw new TaskError(`The importer "${spec.component}" was given no URI.`);
  }
  if (readability(store.reads, uri) === 'readable' && !(await store.exists(uri))) {
    throw new TaskError(`There is nothing at ${uri}, so it cannot be imported.`);
  }
  const given = importer.metadata === undefined ? {} : (renderJson(importer.metadata, values) as JsonObject);
  const artifacts = Object.entries(spec.outputs.artifacts ?? {}).map(([name, output]): [string, ArtifactValue[]] => {
    const metadata = { ...output.metadata, ...given };
    const artifact: ArtifactValue = {
      name,
      uri,
      type: output.type,
      ...(Object.keys(metadata).length > 0 && { metadata }),
      ...(importer.reimport === true && { instance: identity.executionId }),
    };
    return [name, [artifact]];
  });
  return { parameters: {}, artifacts: Object.fromEntries(artifacts) };
}

/** JSON with its placeholders replaced; each is a text, whatever it stands for. */
function renderJson(template: JsonTemplate, values: PlaceholderValues): JsonValue {
  if ('value' in template) return template.value;
  if ('text' in template) return renderText(template.text, values) ?? '';
  if ('items' in template) return template.items.map((item) => renderJson(item, values));
  return Object.fromEntries(
    template.members.map(({ key, value }) => [renderText(key, values) ?? '', renderJson(value, values)]),
  );
}
