import type { ArtifactStore } from '@tiphys/storage';

/**
 * Schemes of URIs whose content is somewhere that this run's store cannot read (kfp-semantics 3.2, 3.7), and what to do then. An
 * artifact of any other scheme is a name that user code knows what to do with.
 */
const elsewhere: Readonly<Record<string, string>> = {
  s3: 'Name its store under `store.places` in tiphys.config.ts, or copy it below the pipeline root.',
  minio: 'Name its store under `store.places` in tiphys.config.ts, or copy it below the pipeline root.',
  gs: 'Tiphys does not speak to Google Cloud Storage: copy it to an S3 store (`gcloud storage cp`, `rclone`), and import it from there.',
  oci: 'Tiphys does not pull models from registries: mount the image as a volume of the pod, or copy its files to the store, and import them from there.',
  hf: 'Tiphys does not speak to Hugging Face: download it in a task (`huggingface_hub.snapshot_download`), and pass it on as an output artifact.',
  huggingface:
    'Tiphys does not speak to Hugging Face: download it in a task (`huggingface_hub.snapshot_download`), and pass it on as an output artifact.',
  file: 'A file of one machine cannot be seen by others: copy it below the pipeline root.',
  mem: 'Copy it below the pipeline root.',
};

/** Whether a store can read a URI, another store would be needed for it, or nobody knows what it is. */
export function readability(reads: ArtifactStore['reads'], uri: string): 'readable' | 'elsewhere' | 'unknown' {
  if (reads(uri)) return 'readable';
  return adviceFor(uri) === undefined ? 'unknown' : 'elsewhere';
}

/** What to do about a URI that the store of a run cannot read. */
export function adviceFor(uri: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(uri)?.[1] ?? '';
  return Object.hasOwn(elsewhere, scheme) ? elsewhere[scheme] : undefined;
}
