import { BASELINES, NUMBER, type ParameterName, STYLES, type StrategyParameter, WHOLE_PART } from './strategy-parameters';

const SECOND = 1_000_000;

/** Every parameter by name; which strategy takes which stands in STRATEGIES. */
export const PARAMETERS: Readonly<Record<ParameterName, StrategyParameter>> = {
  Duration: {
    name: 'Duration',
    kind: 'seconds',
    min: 1,
    max: 604_800 * SECOND,
    about: 'Length of the window in seconds, from its start; ExpireTime (126) says the same by the clock and goes before it.',
  },
  // none is shorter than a tenth of a second, for every look at a slot is a journaled turn
  SlotSeconds: {
    name: 'SlotSeconds',
    kind: 'seconds',
    min: SECOND / 10,
    max: 86_400 * SECOND,
    about:
      'Length of one slot in seconds (POV: from one look to the next). Without it a slot is a twentieth of the window, at least a second and at most a minute (POV: a second).',
  },
  MinSlice: { name: 'MinSlice', kind: 'quantity', about: 'No child is smaller, but for the last, which takes all that is left.' },
  MaxSlice: { name: 'MaxSlice', kind: 'quantity', about: 'No child is larger.' },
  Band: {
    name: 'Band',
    kind: 'part',
    min: 0,
    max: WHOLE_PART,
    about: 'How far the order may stray from its curve, as a part of OrderQty (38): what falls further behind crosses at once.',
  },
  Randomise: {
    name: 'Randomise',
    kind: 'part',
    min: 0,
    max: WHOLE_PART / 2,
    about:
      'Moves the times of slots by up to this part of a slot and their sizes by up to this part, so that the order is harder to detect.',
  },
  Seed: {
    name: 'Seed',
    kind: 'whole',
    min: 0,
    max: 4_294_967_295,
    about: 'Chooses among the random schedules: the same seed gives the same schedule to the same order. Without it 0.',
  },
  WouldPrice: {
    name: 'WouldPrice',
    kind: 'price',
    about:
      'Where the far touch is at this price or better, everything that is left may be taken at once, at this price or better.',
  },
  MinRest: {
    name: 'MinRest',
    kind: 'seconds',
    min: 0,
    max: 3_600 * SECOND,
    about: 'A resting child whose touch moved away follows it at most once in so many seconds. Without it 1.',
  },
  RestTimeout: {
    name: 'RestTimeout',
    kind: 'seconds',
    min: SECOND / 10,
    max: 3_600 * SECOND,
    about: 'A child that was weighed and has rested for so many seconds is weighed again. Without it 5.',
  },
  Display: { name: 'Display', kind: 'quantity', about: 'At most so much of a child is shown (an iceberg).' },
  Style: {
    name: 'Style',
    kind: 'choice',
    words: STYLES,
    about:
      'How slices are worked: `passive` rests and crosses only what fell below the band, `normal` rests first and crosses late in a slot, `taker` crosses.',
  },
  CompleteAtEnd: {
    name: 'CompleteAtEnd',
    kind: 'flag',
    about: 'Whether what is left crosses in the last slot (Y), or is left to expire with the window (N).',
  },
  Cap: {
    name: 'Cap',
    kind: 'part',
    min: 1,
    max: WHOLE_PART,
    about: 'The greatest part of the volume seen since the order began that it may be; at least ParticipationRate (849).',
  },
  RiskAversion: {
    name: 'RiskAversion',
    kind: 'number',
    min: 0,
    max: 1_000 * NUMBER,
    about:
      'Lambda of Almgren and Chriss: what a unit of variance is worth in cost, per unit of currency. 0 is a TWAP; without it 0.000001.',
  },
  Eta: {
    name: 'Eta',
    kind: 'number',
    min: 1,
    max: 1_000 * NUMBER,
    about: 'Temporary impact: price for each share a second. Without it what the impact model says of the order.',
  },
  Gamma: {
    name: 'Gamma',
    kind: 'number',
    min: 0,
    max: 1_000 * NUMBER,
    about: 'Permanent impact: price for each share. Without it what the impact model says of the order.',
  },
  Sigma: {
    name: 'Sigma',
    kind: 'number',
    min: 0,
    max: 1_000 * NUMBER,
    about: 'Volatility in price units, for a second (price a root second). Without it what market data or the config say.',
  },
  Resilience: {
    name: 'Resilience',
    kind: 'seconds',
    min: 1_000,
    max: 604_800 * SECOND,
    about: "Seconds in which half of the order's own push on the price is gone. Without it 300.",
  },
  CutOff: {
    name: 'CutOff',
    kind: 'seconds',
    min: 0,
    max: 86_400 * SECOND,
    about:
      'Seconds before the end of the window from which the closing auction takes no more orders. Needed where no market calendar tells it; else the calendar goes before it.',
  },
  AuctionPart: {
    name: 'AuctionPart',
    kind: 'part',
    min: 0,
    max: WHOLE_PART,
    about: 'The part of the order that is kept for the closing auction; the rest is sliced before it. Without it all of it.',
  },
  AuctionVolume: {
    name: 'AuctionVolume',
    kind: 'quantity',
    about: 'What the closing auction is expected to trade. Without it what its volume was on past days, where that is known.',
  },
  AuctionCap: {
    name: 'AuctionCap',
    kind: 'part',
    min: 1,
    max: WHOLE_PART,
    about:
      'The greatest part of the expected auction volume that the order may be; what is above it is sliced before. Without it 0.3.',
  },
  Baseline: {
    name: 'Baseline',
    kind: 'choice',
    words: BASELINES,
    about: 'The schedule that is tilted: TWAP, PTWAP, VWAP or IS. Without it PTWAP.',
  },
};
