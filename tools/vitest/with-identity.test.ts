import { emitManifest } from '@tiphys/backend-argo';
import { compilePipeline } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import { expect, test } from 'vitest';
import { withIdentity } from './with-identity.ts';

test('every compilation is compared when the suite runs with the identity plugin, and only then', () => {
  const isOn = process.env['TIPHYS_IDENTITY_PLUGIN'] === '1';
  expect(compilePipeline.name).toBe(isOn ? 'compared' : 'compilePipeline');
  expect(emitManifest.name).toBe(isOn ? 'compared' : 'emitManifest');
});

test('a result that depends on whether there are plugins is found', () => {
  const compile = withIdentity((text: string, { plugins = [] }: { readonly plugins?: readonly Plugin[] } = {}) => ({
    text,
    slots: plugins.length,
  }));
  expect(() => compile('hello')).toThrow('changed the result:\n "slots": 0\n}\nbecame\n "slots": 2');
});
