import openapiTypescript, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import type { Definitions } from '@tiphys/argo-types';

/**
 * The TypeScript text of the definitions. openapi-typescript reads OpenAPI 3 and Argo publishes Swagger 2.0; for schemas alone
 * the difference is where the definitions live.
 */
export async function printTypings(definitions: Definitions, header: string): Promise<string> {
  const moved = JSON.stringify(definitions).replaceAll('"#/definitions/', '"#/components/schemas/');
  const document = {
    openapi: '3.1.0',
    info: { title: 'Argo Workflows', version: '0' },
    paths: {},
    components: { schemas: JSON.parse(moved) as Record<string, object> },
  };
  const nodes = await openapiTypescript(document as OpenAPI3, { immutable: true, emptyObjectsUnknown: true });
  return `${header}\n\n${onlyComponents(astToString(nodes))}`;
}

/** Paths, operations and the like are empty, since only the schemas were asked for. */
function onlyComponents(text: string): string {
  const start = text.indexOf('export interface components {');
  const end = text.indexOf('\n}\n', start);
  if (start < 0 || end < 0) throw new Error('openapi-typescript printed no components');
  return text
    .slice(start, end + 3)
    .split('\n')
    .filter((line) => !/^ {4}(?:responses|parameters|requestBodies|headers|pathItems): never;$/.test(line))
    .join('\n');
}
