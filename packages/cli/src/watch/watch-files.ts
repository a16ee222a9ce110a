import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Files that are watched until `close`. */
export interface WatchedFiles {
  /** Watches one more. Gives whether it was not watched before. */
  add(path: string): boolean;
  /** How many there are. */
  count(): number;
  close(): void;
}

/**
 * Calls `changed` when a file is written, replaced, made or deleted. Folders are watched and not the files themselves, because editors
 * put a new file in the place of the old one.
 */
export function watchFiles(changed: () => void): WatchedFiles {
  const folders = new Map<string, { readonly watcher: FSWatcher; readonly names: Set<string> }>();
  return {
    add(path) {
      const [folder, file] = [dirname(path), basename(path)];
      const known = folders.get(folder)?.names;
      if (known !== undefined) {
        const isNew = !known.has(file);
        known.add(file);
        return isNew;
      }
      const names = new Set([file]);
      try {
        const watcher = watch(folder, (_event, name) => {
          if (name === null || names.has(name)) changed();
        });
        watcher.on('error', () => watcher.close());
        folders.set(folder, { watcher, names });
        return true;
      } catch {
        // A folder that is not there has nothing that could change.
        return false;
      }
    },
    count: () => [...folders.values()].reduce((sum, { names }) => sum + names.size, 0),
    close: () => {
      for (const { watcher } of folders.values()) watcher.close();
    },
  };
}
