import type { Defect } from './defects.ts';
import type { Feature } from './feature.ts';

/** The features whose titles, or whose cases' titles, name a defect. */
export function featuresOf({ id }: Defect, features: readonly Feature[]): readonly Feature[] {
  const name = new RegExp(`\\b${id}\\b`);
  return features.filter(({ title, cases }) =>
    [title, ...cases.map((one) => one.title)].some((text) => name.test(text)),
  );
}
