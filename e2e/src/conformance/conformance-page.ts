import type { CorpusFile } from './compile-corpus.ts';
import { featuresOf } from './defect-tests.ts';
import type { Defect } from './defects.ts';
import { defects } from './defects.ts';
import type { Feature } from './feature.ts';
import type { KubernetesField } from './kubernetes-fields.ts';
import { kubernetesFields } from './kubernetes-fields.ts';

/** The page `docs/conformance.md`, as Markdown that still has to be formatted. */
export function conformancePage(features: readonly Feature[], corpus: readonly CorpusFile[]): string {
  return `# Conformance

What of the KFP v2 pipeline format Tiphys honours. This page is written by \`npm run conformance\`: each row of the first table is
one or more small pipelines in [e2e/src/conformance](../e2e/src/conformance) that were compiled, and whose manifests the local
engine ran with the results that KFP's SDK documents.

## Features

| area | feature | pipelines |
| --- | --- | --- |
${features.map(featureRow).join('\n')}

## Kubernetes options

Each field of KFP's Kubernetes platform ([sections 7 and 8 of the notes](notes/kfp-semantics.md)), the functions of \`kfp-kubernetes\` that write it, and
what holds Tiphys to it. Where an option takes a value from a parameter, the tests assert that form as well as the constant; cases on a
cluster see the effect from inside the pod, or in it.

| field | in Python | held by | on a cluster |
| --- | --- | --- | --- |
${kubernetesFields.map(kubernetesRow).join('\n')}

## Defects of KFP's backend

What KFP's own backend does not do as its SDK promises ([section 11 of the notes](notes/kfp-semantics.md)), and which tests hold Tiphys
to it: features are rows of the table above.

| | KFP's backend | held by |
| --- | --- | --- |
${defects.map((defect) => defectRow(defect, features)).join('\n')}

## KFP's own test data

| files | compile | with an entrypoint in the configuration | refused |
| --- | --- | --- | --- |
${['valid', 'extra', 'invalid'].map((folder) => folderRow(folder, corpus)).join('\n')}

An entrypoint has to be named where a container has no command ([CMP-005](errors/CMP-005.md)).

### Refused

| file | why |
| --- | --- |
${corpus
  .filter(({ compiled }) => !compiled)
  .map(refusedRow)
  .join('\n')}
`;
}

function featureRow({ area, title, cases }: Feature): string {
  const refused = cases.filter((one) => 'refused' in one).length;
  const state = refused === 0 ? '' : refused === cases.length ? ' refused' : `, ${String(refused)} refused`;
  return `| ${area} | ${cell(title)} | ${String(cases.length)}${state} |`;
}

function kubernetesRow({ field, python, tests, cluster = [] }: KubernetesField): string {
  const held = tests.map(([file, title]) => `${linkTo(file)}: ${cell(title)}`).join('<br>');
  const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  return `| ${field.includes('`') ? field : `\`${field}\``} | ${listed(python)} | ${held} | ${listed(cluster)} |`;
}

function linkTo(file: string): string {
  return `[${file.split('/').at(-1) ?? ''}](../${file})`;
}

function defectRow(defect: Defect, features: readonly Feature[]): string {
  const { id, fault, tests = [], note } = defect;
  const held = [
    ...featuresOf(defect, features).map(({ area, title }) => `${area}: ${title}`),
    ...tests.map(([file, title]) => `${linkTo(file)}: ${title}`),
    ...(note === undefined ? [] : [note]),
  ];
  return `| ${id} | ${cell(fault)} | ${held.map(cell).join('<br>')} |`;
}

function folderRow(folder: string, corpus: readonly CorpusFile[]): string {
  const files = corpus.filter(({ file }) => file.startsWith(`${folder}/`));
  const compiled = files.filter((file) => file.compiled);
  const named = compiled.filter((file) => file.needsEntrypoint).length;
  const counts = [compiled.length, named, files.length - compiled.length].map(String);
  return `| \`${folder}/\`: ${String(files.length)} | ${counts.join(' | ')} |`;
}

function refusedRow({ file, diagnostics }: CorpusFile): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const reasons = new Map(errors.map(({ code, message }) => [code, message]));
  const texts = [...reasons].map(([code, message]) => `[${code}](errors/${code}.md) ${cell(message)}`);
  return `| \`${file}\` | ${texts.join('; ')} |`;
}

/** Text for a table; the first line says enough. */
function cell(text: string): string {
  return (text.split('\n')[0] ?? '').replaceAll('|', '\\|');
}
