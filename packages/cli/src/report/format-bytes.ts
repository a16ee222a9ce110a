const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size for people: `512 B`, `1.5 KiB`, `20 GiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}
