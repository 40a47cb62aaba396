/** Features that are their own negative where buyers are sellers. */
const SIGNED: ReadonlySet<string> = new Set([
  'imbalance1',
  'imbalance5',
  'microprice',
  'orderFlow',
  'signedTrades',
  'tradeSign',
  'trend300',
  'flow300',
  'side',
]);
/** Features of one side, and the same of the other. */
const OTHER: Readonly<Record<string, string>> = { queueBid: 'queueAsk', queueAsk: 'queueBid' };

/** Features of one side that are named without the same of the other: such a list has no mirror image. */
export const unpaired = (features: readonly string[]): string[] =>
  features.filter(name => OTHER[name] !== undefined && !features.includes(OTHER[name]));

/** Makes the mirror image of a row of `features`: signs turned, sides changed. */
export function mirrorOf(features: readonly string[]): (x: readonly number[]) => number[] {
  const from = features.map(name => features.indexOf(OTHER[name] ?? name));
  const sign = features.map(name => (SIGNED.has(name) ? -1 : 1));
  return x => from.map((place, i) => sign[i]! * x[place]!);
}
