/** Longest name of a volume: a DNS label. */
const maxLength = 63;

/** Gives volumes names that are valid and unique in a pod, whatever the thing behind them is called (B22). */
export interface VolumeNames {
  /** A name as near to `wanted` as may be, which no volume of the pod has yet. */
  add(wanted: string): string;
}

/** Names for the volumes of one pod, of which those in `reserved` are taken. */
export function createVolumeNames(reserved: readonly string[]): VolumeNames {
  const taken = new Set(reserved);
  return {
    add(wanted) {
      const name = label(wanted, maxLength);
      let candidate = name;
      for (let number = 2; taken.has(candidate); number++) {
        const suffix = `-${String(number)}`;
        candidate = label(name, maxLength - suffix.length) + suffix;
      }
      taken.add(candidate);
      return candidate;
    },
  };
}

function label(wanted: string, length: number): string {
  const cleaned = wanted
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, length)
    .replace(/-+$/, '');
  return cleaned || 'volume';
}
