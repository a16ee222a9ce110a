import { join } from 'node:path';
import type { ArtifactReference } from '../manifest/manifest.ts';
import { evaluate } from '../template/expression.ts';
import { SubstitutionError } from '../template/replace-tags.ts';
import type { Scope } from '../template/scope.ts';
import type { ArtifactScope } from './artifact-scope.ts';
import type { ArtifactSource } from './artifact-source.ts';

/**
 * The artifact that an argument or an output stands for: its own `raw`, or the one that `from` or `fromExpression` names.
 * Undefined for an optional one that is not there.
 *
 * @param scope the variables that an expression may use beside artifacts
 * @throws SubstitutionError for one that is not there, ExpressionError for an expression that cannot be evaluated
 */
export function resolveArtifact(
  reference: ArtifactReference,
  scope: Scope,
  artifacts: ArtifactScope,
): ArtifactSource | undefined {
  const { name, raw, from = '', fromExpression = '', optional = false, subPath = '' } = reference;
  if (raw !== undefined) return { kind: 'raw', data: raw.data };
  const key = fromExpression === '' ? from.replace(/^\{\{\s*|\s*\}\}$/g, '') : named(fromExpression, scope, artifacts);
  const source = artifacts.get(key);
  if (source === undefined) {
    // Argo forgives what `from` cannot find, not what an expression gives.
    if (optional && fromExpression === '') return undefined;
    throw new SubstitutionError(`Unable to resolve: the artifact "${name}" is to be "${key}", which is not there`);
  }
  if (subPath === '' || source.kind === 'raw') return source;
  const path = join(source.path, subPath);
  if (path !== source.path && !path.startsWith(join(source.path, '/'))) {
    throw new SubstitutionError(`the subPath "${subPath}" of the artifact "${name}" leads out of it`);
  }
  return { kind: 'stored', path };
}

/** The key of the artifact that an expression chooses: artifacts stand in it as their keys. */
function named(expression: string, scope: Scope, artifacts: ArtifactScope): string {
  const keys = new Map(artifacts.keys().map((key) => [key, key]));
  const value = evaluate(expression, scope.environment(expression, keys));
  return typeof value === 'string' ? value : '';
}
