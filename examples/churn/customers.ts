/** A customer of a made-up telephone company: what is known, and whether the contract was ended. */
export interface Customer {
  /** Between 0 and 1, each. */
  readonly features: readonly [months: number, calls: number, price: number];
  readonly left: boolean;
}

/** Draws customers. Same number and seed: same customers. Who pays much and calls the hotline often tends to leave; the rest is luck. */
export function drawCustomers(count: number, seed: number): readonly Customer[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const [months, calls, price] = [random(), random(), random()];
    const luck = (random() - 0.5) * 0.5;
    return { features: [months, calls, price], left: 0.9 * calls + 0.8 * price - months + luck > 0.35 };
  });
}

/** Mulberry32: small, and the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
