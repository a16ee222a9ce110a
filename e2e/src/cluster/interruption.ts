/** News of an interrupt, for as long as somebody listens. */
export interface Interruption {
  /** Resolves to the exit code of an interrupted program. */
  readonly happened: Promise<number>;
  /** Gives interrupts back their usual effect. */
  stopListening(): void;
}

/**
 * Listens for SIGINT and SIGTERM. Only the first counts: npm passes on what the terminal has sent to this process already, and a second one
 * must not end it in the middle of taking things back.
 *
 * @param tell called once, at the first
 */
export function onInterrupt(tell: () => void): Interruption {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const { promise, resolve } = Promise.withResolvers<number>();
  let isFirst = true;
  const listener = (): void => {
    if (isFirst) tell();
    isFirst = false;
    resolve(130);
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    happened: promise,
    stopListening: () => {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
