/** Disagreement at which a tilt is halved: a standard deviation of the members' tilts of so much. */
export const HALVED_AT = 0.5;

/** Standard deviation (over n) of numbers; 0 of fewer than two. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

/** A tilt on which members disagree counts for less: tilt / (1 + (sd / s0)^2). */
export const shrunk = (tilt: number, sd: number): number => tilt / (1 + (sd / HALVED_AT) ** 2);
