import type { DocumentPath, Report } from '@tiphys/diagnostics';
import { missingCommand, unsupportedField, wrongShape } from '../diagnostics.ts';
import { isKnownField, knownFields } from '../pod/pod-environment.ts';
import { fields, flag, ignored, isMap, listOf, noEffect, numberOrText, positive, text, whole } from './shape.ts';
import type { Check } from './shape.ts';
import { templateKinds } from './template-kinds.ts';

const schedulingFields = [
  'affinity',
  'automountServiceAccountToken',
  'executor',
  'hostAliases',
  'nodeSelector',
  'schedulerName',
  'securityContext',
  'serviceAccountName',
  'tolerations',
];

const argument = fields({ name: text, value: text, ...ignored('description', 'enum') }, ['name']);
const raw = fields({ data: text }, ['data']);
const artifactReference = {
  name: text,
  raw,
  from: text,
  subPath: text,
  optional: flag,
  ...ignored('description'),
};
const noSource =
  'Artifacts given to a task are raw, or come from another by from; Argo takes fromExpression in outputs only.';
const argumentList = fields({
  parameters: listOf(argument),
  artifacts: listOf(fields(artifactReference, ['name'], noSource)),
});
const inputArtifact = fields(
  { name: text, path: text, raw, optional: flag, ...ignored('archive', 'description', 'mode', 'recurseMode') },
  ['name'],
  noSource,
);

const outputArtifact = fields(
  {
    name: text,
    path: text,
    from: text,
    fromExpression: text,
    subPath: text,
    optional: flag,
    ...ignored('archive', 'artifactGC', 'description', 'mode'),
  },
  ['name'],
  'The run keeps output artifacts by itself; leave out where Argo would put them.',
);

const templateRef = fields({ name: text, template: text, clusterScope: flag }, ['name', 'template']);
const hook = fields({ template: text, templateRef, arguments: argumentList, expression: text });
const hooks: Check = (value, path, report) => {
  if (!isMap(value)) {
    report(wrongShape(path, 'a map'));
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    hook(member, [...path, name], report);
  }
};

const texts: Check = (value, path, report) => {
  if (!isMap(value)) {
    report(wrongShape(path, 'a map'));
    return;
  }
  for (const [name, member] of Object.entries(value)) text(member, [...path, name], report);
};

const inputParameter = fields({ name: text, value: text, default: text, ...ignored('description', 'enum') }, ['name']);
const outputParameter = fields(
  {
    name: text,
    valueFrom: fields({ path: text, parameter: text, expression: text, default: text }),
    ...ignored('description'),
  },
  ['name'],
);

const cluster = fields({ name: text, key: text, optional: flag });

const checkVariable: Check = (value, path, report) => {
  fields(
    {
      name: text,
      value: text,
      valueFrom: fields({ secretKeyRef: cluster, configMapKeyRef: cluster, fieldRef: checkFieldRef }),
    },
    ['name'],
  )(value, path, report);
};

function checkFieldRef(value: unknown, path: DocumentPath, report: Report): void {
  fields({ fieldPath: text, ...ignored('apiVersion') }, ['fieldPath'])(value, path, report);
  const wanted = isMap(value) ? value['fieldPath'] : undefined;
  if (typeof wanted === 'string' && !isKnownField(wanted)) {
    report(unsupportedField([...path, 'fieldPath', wanted], `Known here: ${knownFields.join(', ')}.`));
  }
}

const containerFields: Readonly<Record<string, Check>> = {
  name: text,
  image: text,
  command: listOf(text),
  args: listOf(text),
  env: listOf(checkVariable),
  volumeMounts: listOf(
    fields({ name: text, mountPath: text, subPath: text, ...ignored('readOnly') }, ['name', 'mountPath']),
  ),
  ...ignored(
    'imagePullPolicy',
    'lifecycle',
    'livenessProbe',
    'ports',
    'readinessProbe',
    'resources',
    'securityContext',
    'startupProbe',
    'stdin',
    'terminationMessagePath',
    'terminationMessagePolicy',
    'tty',
  ),
};

const withCommand =
  (check: Check): Check =>
  (value, path, report) => {
    check(value, path, report);
    if (isMap(value) && !(Array.isArray(value['command']) && value['command'].length > 0)) {
      report(missingCommand(path));
    }
  };

/** What runs before the main container; nothing runs beside it here. */
const initContainer: Check = withCommand(fields(containerFields));

const volume: Check = fields(
  {
    name: text,
    emptyDir: noEffect,
    ephemeral: noEffect,
    secret: fields({ secretName: text, optional: flag, ...ignored('defaultMode') }),
    configMap: fields({ name: text, optional: flag, ...ignored('defaultMode') }),
    persistentVolumeClaim: fields({ claimName: text, ...ignored('readOnly') }, ['claimName']),
  },
  ['name'],
  'Volumes of this machine are folders: emptyDir, ephemeral, secret, configMap and persistentVolumeClaim.',
);

const claimTemplate: Check = fields(
  {
    metadata: fields({ name: text, ...ignored('labels', 'annotations', 'creationTimestamp') }, ['name']),
    ...ignored('apiVersion', 'kind', 'spec', 'status'),
  },
  ['metadata'],
);

const podSpecPatch: Check = (value, path, report) => {
  text(value, path, report);
  if (typeof value === 'string' && /"?\b(command|args|envFrom)"?\s*:/.test(value)) {
    report(unsupportedField(path, 'A patch may change variables and volumes here; this one changes the command.'));
  }
};

const sequence = fields({ count: numberOrText, start: numberOrText, end: numberOrText, format: text });

const stepFields: Readonly<Record<string, Check>> = {
  name: text,
  template: text,
  templateRef,
  arguments: argumentList,
  when: text,
  withItems: listOf(noEffect),
  withParam: text,
  withSequence: sequence,
  continueOn: fields({ error: flag, failed: flag }),
  onExit: text,
  hooks,
};
const callable = (table: Readonly<Record<string, Check>>): Check => {
  const check = fields(table, ['name']);
  return (value, path, report) => {
    check(value, path, report);
    if (isMap(value) && (value['template'] ?? value['templateRef'] ?? value['inline']) === undefined) {
      report(wrongShape([...path, 'template'], 'given'));
    }
  };
};
const step = callable(stepFields);
const task = callable({ ...stepFields, depends: text, dependencies: listOf(text) });

const retryStrategy = fields({
  limit: numberOrText,
  retryPolicy: text,
  expression: text,
  backoff: fields({ duration: text, factor: numberOrText, maxDuration: text, cap: text }),
  ...ignored('affinity'),
});

const templateFields: Readonly<Record<string, Check>> = {
  name: text,
  inputs: fields({ parameters: listOf(inputParameter), artifacts: listOf(inputArtifact) }),
  outputs: fields({ parameters: listOf(outputParameter), artifacts: listOf(outputArtifact) }),
  parallelism: positive,
  failFast: flag,
  retryStrategy,
  activeDeadlineSeconds: numberOrText,
  timeout: text,
  dag: fields({ tasks: listOf(task), target: text, failFast: flag }, ['tasks']),
  steps: listOf(listOf(step)),
  container: fields(containerFields),
  script: fields({ ...containerFields, source: text }),
  suspend: fields({ duration: text }),
  volumes: listOf(volume),
  initContainers: listOf(initContainer),
  podSpecPatch,
  ...ignored('annotations', 'archiveLocation', 'metadata', 'metrics', 'priorityClassName', ...schedulingFields),
};

/** Defaults of templates: any part of one. */
const partialTemplate = fields(templateFields);

const wholeTemplate = fields(
  {
    ...templateFields,
    container: withCommand(fields(containerFields)),
    script: withCommand(fields({ ...containerFields, source: text }, ['source'])),
  },
  ['name'],
);

const template: Check = (value, path, report) => {
  wholeTemplate(value, path, report);
  if (isMap(value) && templateKinds.every((kind) => value[kind] === undefined)) {
    report(wrongShape(path, `a template of kind ${templateKinds.slice(0, -1).join(', ')} or ${templateKinds.at(-1)}`));
  }
};

/** Refuses by name whatever of a workflow spec the local engine does not do, and what has the wrong shape. */
export const checkSpec: Check = fields(
  {
    entrypoint: text,
    arguments: argumentList,
    templates: listOf(template),
    templateDefaults: partialTemplate,
    onExit: text,
    hooks,
    parallelism: positive,
    activeDeadlineSeconds: whole,
    volumes: listOf(volume),
    volumeClaimTemplates: listOf(claimTemplate),
    podSpecPatch,
    workflowMetadata: fields({ labels: texts, annotations: texts, ...ignored('labelsFrom') }),
    ...ignored(
      'archiveLogs',
      'artifactGC',
      'artifactRepositoryRef',
      'dnsConfig',
      'dnsPolicy',
      'hostNetwork',
      'imagePullSecrets',
      'metrics',
      'podDisruptionBudget',
      'podGC',
      'podMetadata',
      'podPriorityClassName',
      'priority',
      'ttlStrategy',
      'volumeClaimGC',
      ...schedulingFields,
    ),
  },
  ['templates'],
);
