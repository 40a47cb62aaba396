/** How long to wait (ms) before the n-th attempt to connect again: 0.25 s doubled up to 8 s, spread by `chance` (0 to 1) so that all pages do not come at once. */
export const backoff = (attempt: number, chance: number): number =>
  Math.min(8_000, 250 * 2 ** Math.min(attempt, 10)) * (0.75 + chance / 2);
