import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printInertJson } from './inert-json.ts';
import { argoPass, kubeletExpand } from './testing/argo-pass.ts';
import { jsonValue, nastyString } from './testing/json-arbitrary.ts';
import { sameJson } from './testing/same-json.ts';
import { decodeWire, encodeWire } from './wire.ts';

test('any value survives the wire', () => {
  fc.assert(
    fc.property(jsonValue, (value) => sameJson(decodeWire(encodeWire(value)), value)),
    { numRuns: 1000 },
  );
});

test('a wire value is printable ASCII without { or $ inside strings', () => {
  fc.assert(
    fc.property(jsonValue, (value) => {
      const text = encodeWire(value);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(text).not.toContain('{{');
      expect(text).not.toContain('$');
      expect(text.replace(/"(?:[^"\\]|\\.)*"/g, '""')).toMatch(/^[^$]*$/);
      expect((text.match(/"(?:[^"\\]|\\.)*"/g) ?? []).join('')).not.toContain('{');
    }),
  );
});

test('a wire value passes Argo three times and the kubelet once, unchanged', () => {
  fc.assert(
    fc.property(jsonValue, (value) => {
      const wire = encodeWire(value);
      let template: unknown = { env: [{ name: 'TIPHYS_IN', value: '{"p":{"x":{{inputs.parameters.x}}}}' }] };
      template = argoPass(template, { 'inputs.parameters.x': wire });
      template = argoPass(argoPass(template, {}), {});
      expect(template).toEqual({ env: [{ name: 'TIPHYS_IN', value: `{"p":{"x":${wire}}}` }] });
      const [{ value: seen }] = (template as { env: [{ value: string }] }).env;
      return sameJson(decodeWire(kubeletExpand(seen, { HOME: '/root', '': 'x' })), { p: { x: value } });
    }),
  );
});

test('a wire text may itself be a string in a wire value', () => {
  fc.assert(
    fc.property(jsonValue, (value) => sameJson(decodeWire(String(decodeWire(encodeWire(encodeWire(value))))), value)),
  );
});

test('inert JSON means the same to any parser, to Argo and to the kubelet', () => {
  fc.assert(
    fc.property(nastyString, jsonValue, (text, value) => {
      const inert = printInertJson([text, value]);
      expect(inert).toMatch(/^[\x20-\x7e]*$/);
      expect(argoPass({ value: inert }, {})).toEqual({ value: inert });
      expect(kubeletExpand(inert, { HOME: '/root', '': 'x' })).toBe(inert);
      expect((JSON.parse(inert) as unknown[])[0]).toBe(text);
    }),
  );
});
