import fc from 'fast-check';

/**
 * A submission is judged by the same examples every time; everybody else's runs look for new ones. What such a run finds
 * becomes a test of its own.
 */
if (process.env['CI'] !== undefined && process.env['CI'] !== '') {
  fc.configureGlobal({ seed: 20_261_121 });
}
