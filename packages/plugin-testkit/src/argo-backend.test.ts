import { emitManifest } from '@tiphys/backend-argo';
import type { JsonObject } from '@tiphys/diagnostics';
import type { Plugin } from '@tiphys/compiler/plugin';
import { expect, test } from 'vitest';
import { assertPlugin } from './assert-plugin.ts';

const argo: Plugin = {
  name: 'argo',
  backends: [
    {
      name: 'manifest',
      description: 'Our own backend, as one of a plugin.',
      emit(plan, options) {
        const { manifest, documents } = emitManifest(plan, options);
        return { documents: [...documents, manifest] as unknown as readonly JsonObject[] };
      },
    },
  ],
};

test('our own backend passes as one of a plugin, and makes what tiphys compile prints', () => {
  const { pipelines } = assertPlugin(argo, { touches: [] });
  for (const { text, backends } of pipelines) expect(backends.map((one) => one.text)).toEqual([text]);
});
