import { suggest } from '@tiphys/diagnostics';
import { passSlots } from './plugin.ts';
import type { Plugin } from './plugin.ts';

/** A plugin, or what keeps the value from being one, in sentences. */
export type ReadPlugin = { readonly plugin: Plugin } | { readonly faults: readonly string[] };

/** Checks the shape of what a module or a configuration gives as a plugin. */
export function readPlugin(value: unknown): ReadPlugin {
  if (!isRecord(value)) return { faults: ['it is no object'] };
  const faults = [
    ...unknownKeys(value, ['name', 'passes', 'argo', 'backends'], ''),
    ...(typeof value['name'] === 'string' && /^[\w@./-]+$/.test(value['name']) ? [] : ['name must be a short text']),
    ...list(value, 'passes').flatMap(({ item, at }) => passFaults(item, at)),
    ...hookFaults(value['argo']),
    ...list(value, 'backends').flatMap(({ item, at }) => namedFaults(item, at, ['emit'], [])),
    ...['passes', 'backends']
      .filter((key) => value[key] !== undefined && !Array.isArray(value[key]))
      .map((key) => `${key} must be a list`),
  ];
  return faults.length > 0 ? { faults } : { plugin: value as unknown as Plugin };
}

function passFaults(item: unknown, at: string): readonly string[] {
  const named = namedFaults(item, at, ['run'], ['slot']);
  if (!isRecord(item)) return named;
  const slot = String(item['slot']);
  if (passSlots.some((known) => known === slot)) return named;
  const nearest = suggest(slot, passSlots);
  const hint = nearest === undefined ? `one of ${passSlots.join(', ')}` : `did you mean ${nearest}?`;
  return [...named, `${at}.slot is ${slot}: ${hint}`];
}

function hookFaults(argo: unknown): readonly string[] {
  if (argo === undefined) return [];
  if (!isRecord(argo)) return ['argo must be an object'];
  const hooks = ['template', 'workflow'];
  return [
    ...unknownKeys(argo, hooks, 'argo.'),
    ...hooks
      .filter((hook) => argo[hook] !== undefined && typeof argo[hook] !== 'function')
      .map((hook) => `argo.${hook} must be a function`),
  ];
}

function namedFaults(item: unknown, at: string, functions: readonly string[], others: readonly string[]): string[] {
  if (!isRecord(item)) return [`${at} must be an object`];
  return [
    ...unknownKeys(item, ['name', 'description', ...functions, ...others], `${at}.`),
    ...['name', 'description']
      .filter((key) => typeof item[key] !== 'string' || item[key] === '')
      .map((key) => `${at}.${key} must be a text`),
    ...functions.filter((key) => typeof item[key] !== 'function').map((key) => `${at}.${key} must be a function`),
  ];
}

function list(value: Readonly<Record<string, unknown>>, key: string): { item: unknown; at: string }[] {
  const items: unknown = value[key];
  return Array.isArray(items) ? items.map((item: unknown, index) => ({ item, at: `${key}[${index}]` })) : [];
}

function unknownKeys(value: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string): string[] {
  const keys = Object.keys(value).filter((key) => !known.includes(key));
  return keys.map((key) => {
    const nearest = suggest(key, known);
    return `${prefix}${key} is not known${nearest === undefined ? '' : `: did you mean ${nearest}?`}`;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
