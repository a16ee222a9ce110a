import type { EnvironmentVariable, Manifest, Template } from '../manifest/manifest.ts';

/** A leaf template whose variables from ConfigMaps have their values, as far as the manifest brings the ConfigMaps. */
export function resolveConfigMaps(template: Template, configMaps: Manifest['configMaps']): Template {
  const { container } = template;
  if (container?.env === undefined || configMaps === undefined || configMaps.size === 0) {
    return template;
  }
  const env = container.env.map((variable): EnvironmentVariable => {
    const reference = variable.valueFrom?.configMapKeyRef;
    const value = configMaps.get(reference?.name ?? '')?.[reference?.key ?? ''];
    return value === undefined ? variable : { name: variable.name, value };
  });
  return { ...template, container: { ...container, env } };
}
