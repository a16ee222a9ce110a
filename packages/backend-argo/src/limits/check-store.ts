import type { StoreConfig } from '@tiphys/contract';
import type { Diagnostic } from '@tiphys/diagnostics';
import { unknownStore } from '../diagnostics.ts';

/** Warns of a pipeline root that the launcher will not be able to open. */
export function checkStore(store: StoreConfig): readonly Diagnostic[] {
  return /^(?:s3|minio|file):\/\/./.test(store.root) ? [] : [unknownStore(store.root)];
}
