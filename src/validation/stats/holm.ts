/**
 * p-values adjusted for being several, in the order given: the k-th smallest of m is multiplied by m - k + 1, none is below a smaller one's, none above 1. Calling what is
 * then below alpha shown is wrong about any of them with chance alpha at most, however they hang together (Holm, A simple sequentially rejective multiple test
 * procedure, Scandinavian Journal of Statistics 6, 1979). Throws a RangeError for a p that is none.
 */
export function holm(p: readonly number[]): number[] {
  p.forEach((value, n) => {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`p-value ${n} is ${value}: must be from 0 to 1`);
  });
  const order = p.map((_, n) => n).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Array<number>(p.length).fill(1);
  let least = 0;
  order.forEach((n, rank) => {
    least = Math.max(least, Math.min(1, p[n]! * (p.length - rank)));
    adjusted[n] = least;
  });
  return adjusted;
}
