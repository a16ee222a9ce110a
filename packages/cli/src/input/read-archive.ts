import { UsageError } from '@tiphys/diagnostics';
import { unzipSync } from 'fflate';
import type { PipelineSource } from './pipeline-source.ts';

/** The largest pipeline that an archive may unfold to. */
const sizeLimit = 64 * 1024 * 1024;

/**
 * Takes the one YAML or JSON file out of a zip archive.
 *
 * @throws UsageError when there is none, or more than one and none of them is called `pipeline.yaml`
 */
export function readArchive(name: string, archive: Uint8Array): PipelineSource {
  const members = unzip(name, archive);
  const names = Object.keys(members);
  const chosen = names.length === 1 ? names[0] : names.find((member) => /^pipeline\.(ya?ml|json)$/.test(member));
  const bytes = chosen === undefined ? undefined : members[chosen];
  if (chosen === undefined || bytes === undefined) {
    throw new UsageError(
      names.length === 0
        ? `${name} has no .yaml, .yml or .json file in it`
        : `${name} has ${names.length} files that may be the pipeline: ${names.join(', ')}\n` +
            'hint: keep one of them, or call it pipeline.yaml',
    );
  }
  return { file: `${name}/${chosen}`, bytes, text: new TextDecoder().decode(bytes) };
}

function unzip(name: string, archive: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, {
      filter: (member) => {
        const wanted = /\.(ya?ml|json)$/i.test(member.name) && !/(^|\/)(\.|__MACOSX\/)/.test(member.name);
        if (wanted && member.originalSize > sizeLimit) throw new UsageError(`${name}/${member.name} is over 64 MiB`);
        return wanted;
      },
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name} is a broken zip archive: ${(error as Error).message}`, { cause: error });
  }
}
