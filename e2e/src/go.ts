import { runProcess, mustRun } from './run-process.ts';

/** Environment of each Go build: static binaries, whatever the machine's own settings. */
const GO_ENV = { CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', GOWORK: 'off' };

/** Throws unless a Go tool chain answers. Which version it must be at least, go itself says when it reads a go.mod. */
export async function requireGo(): Promise<void> {
  const found = await runProcess('go', ['version']).catch(() => undefined);
  if (found?.code !== 0) throw new Error('go was not found: these checks build Argo from its Go modules');
}

/** Runs `go` with the given arguments in a folder, and gives its output. */
export function go(folder: string, ...args: readonly string[]): Promise<string> {
  return mustRun('go', args, { cwd: folder, env: GO_ENV });
}

/** Flags of `go build` for small binaries that are the same wherever they are built. */
export const RELEASE_FLAGS: readonly string[] = ['-trimpath', '-ldflags=-s -w'];
