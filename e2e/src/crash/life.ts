// One life of a run, in a process that may be told to die: `life.ts WORKDIR LIFE MOMENT`. A moment is an event of the
// engine, the beginning or the end of a call of the store, or what is written to another process or read from one; at moment
// number MOMENT the process kills itself as the kernel would. 0 means: never. The first life starts the run, any other one resumes it.

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';

const [workdir = '', life = '', moment = ''] = process.argv.slice(2);
let moments = 0;

function pass(): void {
  moments += 1;
  if (moments === Number(moment)) {
    process.kill(process.pid, 'SIGKILL');
  }
}

/** The store, each of whose calls is two moments. */
function watched(store: ArtifactStore): ArtifactStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') {
        return member;
      }
      return (...given: readonly unknown[]): unknown => {
        pass();
        const result: unknown = Reflect.apply(member as (...all: readonly unknown[]) => unknown, target, given);
        return result instanceof Promise ? result.finally(pass) : result;
      };
    },
  });
}

/** Lets what a socket or pipe is given to write be two moments, and what is read from it be one. */
function watchSockets(): void {
  type Method = (...given: readonly unknown[]) => unknown;
  const { write, emit } = Socket.prototype as unknown as { readonly write: Method; readonly emit: Method };
  Object.assign(Socket.prototype, {
    write(...given: readonly unknown[]): unknown {
      pass();
      const more = Reflect.apply(write, this, given);
      pass();
      return more;
    },
    emit(...given: readonly unknown[]): unknown {
      if (given[0] === 'data') pass();
      return Reflect.apply(emit, this, given);
    },
  });
}

watchSockets();
const result = await runManifest(life === '1' ? readFileSync(join(workdir, 'manifest.yaml'), 'utf8') : undefined, {
  name: 'crash',
  uid: 'crash-uid',
  workdir,
  store: watched(openStore({ root: `file://${join(workdir, 'store')}` })),
  env: { ...process.env, LIFE: life, TRACE: join(workdir, 'trace') },
  maxParallel: 3,
  ...(life === '1' ? {} : { resume: 'crash' }),
  onEvent: (event) => {
    if (event.kind === 'ended' && event.phase === 'Succeeded' && event.replayed !== true) {
      appendFileSync(join(workdir, 'succeeded'), `${event.path} ${life}\n`);
    }
    pass();
  },
});
writeFileSync(join(workdir, 'moments'), String(moments));
// An attempt that was begun before has its outputs beside the first place: their URIs end in another word.
const text = JSON.stringify(result).replaceAll(workdir, '<workdir>');
writeFileSync(join(workdir, 'result'), text.replaceAll(/(\/[0-9a-f-]{36})\.[0-9a-f]+\//g, '$1/'));
