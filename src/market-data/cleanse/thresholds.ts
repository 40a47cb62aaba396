/** Where the rules draw their lines. Percentages are of the price meant. */
export const THRESHOLDS = {
  /** wide-spread: a spread above this much of the midpoint. */
  widePercent: 5,
  /** outlier: mean absolute deviations from the trailing median (Barndorff-Nielsen et al. 2009, rule T4/Q4). */
  outlierDeviations: 10,
  /** outlier: and at least this far from it, so that a still price does not make each tick one (the gamma of Brownlees & Gallo 2006). */
  outlierPercent: 0.5,
  /** outlier: rows of the trailing window. */
  outlierWindow: 50,
  /** outlier: rows that must have been seen before any is judged. */
  outlierWarmUp: 10,
  /** outlier: so many rows on end that agree with each other are a new level, not outliers. */
  outlierConfirm: 5,
  /** far-order: an order further than this from the median of the orders before it. */
  farPercent: 20,
  /** bar-spike: a close further than this from the one before. */
  spikePercent: 2,
  /** bar-spike: bars longer than this many seconds move so much as a matter of course. */
  spikeBarSeconds: 600,
  /** jump: an open further than this from the last close. */
  jumpPercent: 5,
  /** gap: seconds without a row, of ticks. */
  gapSeconds: 300,
  /** gap: seconds from which it is an outage, of ticks. */
  outageSeconds: 1800,
  /** gap: bars that are not there. */
  gapBars: 10,
  /** gap: bars from which it is an outage. */
  outageBars: 60,
  /** stamp-order: a row further behind than this many seconds is dropped, not mended. */
  behindSeconds: 86_400,
  /** fleeting-order: deleted within this many seconds (Hasbrouck & Saar 2009). */
  fleetingSeconds: 2,
  /** ticker-reuse: a symbol that comes back after so many days may be another security. */
  awayDays: 60,
  /** split: how close, in percent, a jump between days must be to a ratio of whole numbers. */
  splitPercent: 4,
};

export type Thresholds = Readonly<Record<keyof typeof THRESHOLDS, number>>;
