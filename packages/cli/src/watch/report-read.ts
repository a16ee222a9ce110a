import { subscribe } from 'node:diagnostics_channel';

const variable = 'TIPHYS_WATCHED';

/** The environment of a process that tells its parent which files it reads. */
export const watchedEnvironment: Readonly<Record<string, string>> = { [variable]: '1' };

/** What such a process sends. */
export interface ReadMessage {
  readonly read: string;
}

/** Only the process that was started for it, and nothing that it starts. */
const isWatched = process.env[variable] !== undefined && process.send !== undefined;

delete process.env[variable];

// The SDK reads compiled components by itself.
if (isWatched) subscribe('tiphys.read', (message) => reportRead((message as { readonly path: string }).path));

/** Tells whoever watches that a file was read, or was to be: the next change of it starts the command anew. */
export function reportRead(path: string): void {
  if (isWatched) process.send?.({ read: path } satisfies ReadMessage);
}
