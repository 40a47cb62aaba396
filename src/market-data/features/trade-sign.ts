/**
 * Who came in, of a trade whose source does not say: the quote rule, and at mid the tick rule (Lee and Ready, Journal of Finance 46, 1991,
 * but with the quote that was received last, not one five seconds old). Returns 1 for a buyer, -1 for a seller, 0 where neither rule tells.
 * `px2`: twice the price. `mid2`: twice mid, NaN where not known. `lastPx2`: twice the price of the trade before, `lastSign` its sign.
 */
export function signOf(px2: number, mid2: number, lastPx2: number, lastSign: number): number {
  if (px2 > mid2) return 1;
  if (px2 < mid2) return -1;
  if (px2 > lastPx2) return 1;
  if (px2 < lastPx2) return -1;
  return px2 === lastPx2 ? lastSign : 0;
}
