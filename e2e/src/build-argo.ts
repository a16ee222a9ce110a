import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { argoReleases, type ArgoRelease } from '@tiphys/argo-types';
import { cached } from './build-cache.ts';
import { go, requireGo } from './go.ts';

/** The release that every manifest is checked against. */
export const ARGO_VERSION = '4.0.7';

/** What manifests for a release have to be compiled for: `3.6` for 3.6.10. Throws for one that the compiler does not know. */
export function releaseOf(version: string): ArgoRelease {
  const found = argoReleases.find((release) => version.startsWith(`${release}.`));
  if (found === undefined) throw new Error(`there are no manifests for Argo ${version}`);
  return found;
}

/** The programs of Argo that can be built. */
export type ArgoProgram = 'argo' | 'workflow-controller' | 'argoexec';

/** Raise it when the way of building changes. */
const RECIPE = '1';

/** Go module that holds a release. */
function argoModule(version: string): string {
  return `github.com/argoproj/argo-workflows/v${version.split('.')[0] ?? ''}`;
}

/** Path of a program of a release of Argo, built from its Go module unless it is there already. */
export async function argoProgram(program: ArgoProgram, version: string): Promise<string> {
  const folder = await cached({
    name: `${program}-${version}`,
    recipe: [RECIPE],
    build: (into) => buildProgram(program, version, into),
  });
  return path.join(folder, program);
}

/** Folder with the CustomResourceDefinitions of a release of Argo: the full ones, or those that name no fields. */
export function argoDefinitions(version: string, kind: 'full' | 'minimal' = 'full'): Promise<string> {
  return cached({
    name: `argo-crds-${kind === 'full' ? '' : 'minimal-'}${version}`,
    recipe: [RECIPE],
    build: async (into) => {
      await requireGo();
      await writeFile(path.join(into, 'go.mod'), 'module tiphys.local/argo\n');
      const answer = await go(into, 'mod', 'download', '-json', `${argoModule(version)}@v${version}`);
      const { Dir } = JSON.parse(answer) as { Dir: string };
      await cp(path.join(Dir, 'manifests/base/crds', kind), into, { recursive: true });
      await rm(path.join(into, 'go.mod'));
    },
  });
}

async function buildProgram(program: ArgoProgram, version: string, into: string): Promise<void> {
  await requireGo();
  const module = argoModule(version);
  const work = path.join(into, 'build');
  await mkdir(work);
  await writeFile(path.join(work, 'go.mod'), 'module tiphys.local/argo\n\ngo 1.24\n');
  await go(work, 'get', '-tool', `${module}/cmd/${program}@v${version}`);
  await go(work, 'mod', 'vendor', '-e'); // -e: without it the missing web UI is an error here already
  const overlay = await writeOverlay(work, path.join(work, 'vendor', module));
  const flags = ['-trimpath', `-ldflags=-s -w -X ${module}.version=v${version}`];
  const output = path.join(into, program);
  await go(work, 'build', '-mod=vendor', '-overlay', overlay, ...flags, '-o', output, `${module}/cmd/${program}`);
  await rm(work, { recursive: true });
}

/** Stands in for two files that the module archive does not carry: the built web UI, and a symbolic link. */
async function writeOverlay(work: string, source: string): Promise<string> {
  const page = path.join(work, 'index.html');
  await writeFile(page, '<!doctype html>\n');
  const replace: Record<string, string> = { [path.join(source, 'ui/dist/app/index.html')]: page };
  for (const name of ['osspecific', 'os-specific']) {
    const signals = path.join(source, 'workflow/executor', name);
    if (existsSync(signals)) replace[path.join(signals, 'signal_linux.go')] = path.join(signals, 'signal_darwin.go');
  }
  const file = path.join(work, 'overlay.json');
  await writeFile(file, JSON.stringify({ Replace: replace }));
  return file;
}
