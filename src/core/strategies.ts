import type { StrategyName, Style } from './facts';
import { NUMBER, type ParameterName, type StrategyParameter, STYLES, WHOLE_PART } from './strategy-parameters';

/** One way to work a parent order: how it is asked for and what it takes. Intake reads this table, and so do the rules and the FIXatdl page. */
export interface Strategy {
  readonly name: StrategyName;
  /** TargetStrategy (847). */
  readonly code: string;
  /** OrdType (40) and TimeInForce (59), a letter each. */
  readonly ordTypes: string;
  readonly tifs: string;
  /** True where EffectiveTime (168), ExpireTime (126) and the parameters set a window to spread the order over. */
  readonly windowed: boolean;
  /** Its end may be that of the closing auction: neither ExpireTime (126) nor Duration is needed where a calendar tells it. */
  readonly endsByItself?: true;
  /** What ParticipationRate (849) is to it: not taken, a cap on its part of the volume, or the part that it aims at. */
  readonly rate: 'none' | 'cap' | 'target';
  /** How slices are worked where Style does not say. */
  readonly style: Style;
  /** What CompleteAtEnd is where it is not said. */
  readonly completes: boolean;
  readonly parameters: readonly StrategyParameter[];
  readonly about: string;
}

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
    about: 'Where the far touch is at this price or better, everything that is left may be taken at once, at this price or better.',
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
    about:
      'Temporary impact: price for each share a second. Without it what the impact model says of the order.',
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
    about: 'The greatest part of the expected auction volume that the order may be; what is above it is sliced before. Without it 0.3.',
  },
};

const of = (...names: ParameterName[]): StrategyParameter[] => names.map(name => PARAMETERS[name]);
/** What every scheduled strategy takes. */
const COMMON: readonly ParameterName[] = ['Duration', 'SlotSeconds', 'MinSlice', 'MaxSlice', 'Band'];
const WORKED: readonly ParameterName[] = ['Randomise', 'Seed', 'WouldPrice', 'Display', 'Style', 'MinRest', 'RestTimeout', 'CompleteAtEnd'];

/** What scheduled strategies have in common. */
const SCHEDULED = { ordTypes: '12', tifs: '06', windowed: true, rate: 'cap', style: 'normal', completes: true } as const;

/** Every strategy by name. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  DMA: {
    name: 'DMA',
    code: '1000',
    ordTypes: '12',
    tifs: '0123467',
    windowed: false,
    rate: 'none',
    style: 'normal',
    completes: false,
    parameters: [],
    about: 'One child with the terms of the order, passed through to the venue.',
  },
  TWAP: {
    ...SCHEDULED,
    name: 'TWAP',
    code: '1001',
    parameters: of(...COMMON, ...WORKED),
    about:
      'Equal quantity a slot over the window, in whole lots: a passive child first, one that crosses the spread where the slot runs out.',
  },
  PTWAP: {
    ...SCHEDULED,
    name: 'PTWAP',
    code: '1003',
    style: 'passive',
    parameters: of(...COMMON, ...WORKED),
    about:
      'A passive TWAP with catch-up: equal quantity a slot, resting at the near touch; only what fell below the band (without one 2 % of the order) crosses, and what is left in the last slot.',
  },
  VWAP: {
    ...SCHEDULED,
    name: 'VWAP',
    code: '1',
    parameters: of(...COMMON, ...WORKED),
    about:
      'Follows the volume of the day: the median curve of past days, the hours of the market calendar, and at each slot the volume that was seen so far. Without a curve or hours the parts are equal.',
  },
  POV: {
    ...SCHEDULED,
    name: 'POV',
    code: '2',
    rate: 'target',
    completes: false,
    parameters: of(...COMMON, ...WORKED.slice(2), 'Cap'),
    about:
      'A part of the volume: ParticipationRate (849) of all that trades, the order itself counted (own = p / (1 - p) of what others trade). At the end of the window what is left expires, unless CompleteAtEnd says otherwise.',
  },
  IS: {
    ...SCHEDULED,
    name: 'IS',
    code: '3',
    parameters: of(...COMMON, ...WORKED, 'RiskAversion', 'Eta', 'Gamma', 'Sigma'),
    about:
      'Least implementation shortfall for a given aversion to risk (Almgren and Chriss, 2000): more at first, the more so the more the price moves and the less trading costs.',
  },
  OW: {
    ...SCHEDULED,
    name: 'OW',
    code: '1004',
    parameters: of(...COMMON, ...WORKED, 'Resilience'),
    about:
      'Least cost where the book recovers from what was taken (Obizhaeva and Wang, 2013): a block at the start, a block at the end, equal slices between.',
  },
  CLOSE: {
    ...SCHEDULED,
    name: 'CLOSE',
    endsByItself: true,
    code: '1005',
    parameters: of(...COMMON, ...WORKED, 'CutOff', 'AuctionPart', 'AuctionVolume', 'AuctionCap'),
    about:
      'For the closing auction: an order at the close (59=7), market or at the limit, goes in before the cut-off; what the auction should not take is sliced before it.',
  },
};

const BY_CODE: ReadonlyMap<string, Strategy> = new Map(Object.values(STRATEGIES).map(s => [s.code, s]));

/** What an order without TargetStrategy (847) gets, where its session has no DefaultStrategy. */
export const PASSED_THROUGH = STRATEGIES.DMA;

/** The strategy that a TargetStrategy (847) asks for; undefined where there is none of that number. */
export const strategyOf = (code: string | undefined): Strategy | undefined =>
  code === undefined ? PASSED_THROUGH : BY_CODE.get(code);

/** `1000 (DMA), 1001 (TWAP)`: what TargetStrategy (847) may be. */
export const STRATEGY_CODES = Object.values(STRATEGIES)
  .map(s => `${s.code} (${s.name})`)
  .join(', ');

/** Side (54) that orders may have, a letter each. */
export const SIDES = '1256';

/** Whether a code of one letter is among those allowed. */
export const oneOf = (letters: string, code: string): boolean => code.length === 1 && letters.includes(code);

/** `1, 2 or 5`: the letters for a text. */
export const listed = (letters: string): string => `${[...letters].slice(0, -1).join(', ')} or ${letters.at(-1)}`;
