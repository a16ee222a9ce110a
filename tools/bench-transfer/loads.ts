import type { Load } from './arms.ts';

const mebibyte = 1024 * 1024;

const loads: readonly Load[] = [
  { name: '1 GiB', files: 1, bytes: 1024 * mebibyte },
  { name: '1000 x 64 KiB', files: 1000, bytes: 64 * 1024 },
  { name: '10000 x 1 KiB', files: 10_000, bytes: 1024 },
];
const smokeLoads: readonly Load[] = [
  { name: '96 MiB', files: 1, bytes: 96 * mebibyte },
  { name: '200 x 64 KiB', files: 200, bytes: 64 * 1024 },
  { name: '1000 x 1 KiB', files: 1000, bytes: 1024 },
];

/**
 * What is to be measured: all loads, or the one of that name. With `smoke` they are small ones of other names.
 *
 * @throws RangeError with the names that there are
 */
export function chooseLoads({ smoke, only }: { readonly smoke: boolean; readonly only?: string }): readonly Load[] {
  const all = smoke ? smokeLoads : loads;
  const chosen = all.filter(({ name }) => only === undefined || name === only);
  if (chosen.length > 0) return chosen;
  const names = all.map(({ name }) => JSON.stringify(name)).join(', ');
  throw new RangeError(`there is no load ${JSON.stringify(only)}${smoke ? ' of --smoke' : ''}, only ${names}`);
}
