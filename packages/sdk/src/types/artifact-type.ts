import type { Presence } from './presence.ts';
import { identifier } from './presence.ts';

/** What an artifact is: its title in the IR, such as `system.Model`, and whether a list of them is meant. */
export interface ArtifactType<
  Title extends string = string,
  List extends boolean = boolean,
  P extends Presence = Presence,
> {
  readonly [identifier]: 'artifact';
  readonly title: Title;
  readonly version: string;
  readonly isList: List;
  readonly presence: P;
  readonly description?: string;
  /** A list of such artifacts. */
  list(): ArtifactType<Title, true, P>;
  /** An input that a task may leave out. */
  optional(): ArtifactType<Title, List, 'optional'>;
  /** The same with words for whoever uses the component. */
  describe(text: string): ArtifactType<Title, List, P>;
}

type Data<Title extends string, List extends boolean, P extends Presence> = Pick<
  ArtifactType<Title, List, P>,
  'title' | 'version' | 'isList' | 'presence' | 'description'
>;

/**
 * An artifact type of your own.
 *
 * @param title such as `acme.Embedding`; compared as text. Where the Python SDK is to load a component with it, the title has to
 *   begin with `google.`: that SDK refuses other ones
 * @param version of the schema, `0.0.1` when absent
 */
export function artifactType<const Title extends string>(
  title: Title,
  version = '0.0.1',
): ArtifactType<Title, false, 'required'> {
  return create({ title, version, isList: false, presence: 'required' });
}

function create<Title extends string, List extends boolean, P extends Presence>(
  data: Data<Title, List, P>,
): ArtifactType<Title, List, P> {
  return Object.freeze({
    ...data,
    [identifier]: 'artifact' as const,
    list: () => create({ ...data, isList: true as const }),
    optional: () => create({ ...data, presence: 'optional' as const }),
    describe: (description: string) => create({ ...data, description }),
  });
}

/** Any file or folder; an input of this type takes every artifact. */
export const Artifact = artifactType('system.Artifact');
/** Data. */
export const Dataset = artifactType('system.Dataset');
/** A trained model. */
export const Model = artifactType('system.Model');
/** Numbers by name; `log` them. */
export const Metrics = artifactType('system.Metrics');
/** ROC curves and confusion matrices. */
export const ClassificationMetrics = artifactType('system.ClassificationMetrics');
/** The same for slices of the data. */
export const SlicedClassificationMetrics = artifactType('system.SlicedClassificationMetrics');
/** A page to look at. */
export const HTML = artifactType('system.HTML');
/** A text to look at. */
export const Markdown = artifactType('system.Markdown');
