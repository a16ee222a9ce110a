/**
 * The export of a module that holds a component, if the text of the module shows it: `export const trainModel = component(`
 * for `train-model`.
 */
export function exportedAs(component: string, source: string): string | undefined {
  const words = component.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const binding = words
    .map(
      (word, index) => (index === 0 ? word.slice(0, 1).toLowerCase() : word.slice(0, 1).toUpperCase()) + word.slice(1),
    )
    .join('');
  const declaration = new RegExp(
    `^export const ${binding}\\s*=\\s*component\\(\\s*\\{\\s*name:\\s*(['"])${component}\\1`,
    'm',
  );
  return /^[A-Za-z]\w*$/.test(binding) && declaration.test(source) ? binding : undefined;
}
