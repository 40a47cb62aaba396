import type { StrategyName, Style } from './facts';
import { PARAMETERS } from './parameter-table';
import type { ParameterName, StrategyParameter } from './strategy-parameters';

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

const of = (...names: ParameterName[]): StrategyParameter[] => names.map(name => PARAMETERS[name]);
/** What every scheduled strategy takes. */
const COMMON: readonly ParameterName[] = ['Duration', 'SlotSeconds', 'MinSlice', 'MaxSlice', 'Band'];
const WORKED: readonly ParameterName[] = [
  'Randomise',
  'Seed',
  'WouldPrice',
  'Display',
  'Style',
  'MinRest',
  'RestTimeout',
  'CompleteAtEnd',
];

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
  ADAPTIVE: {
    ...SCHEDULED,
    name: 'ADAPTIVE',
    code: '1002',
    style: 'passive',
    parameters: of(...COMMON, ...WORKED, 'Baseline', 'RiskAversion', 'Eta', 'Gamma', 'Sigma'),
    about:
      'Another schedule (Baseline; without it PTWAP), tilted slot by slot by what learned models expect, never further from it than Band (without one 10 % of the order). Without a model, and wherever one cannot be relied on, it is that schedule. Style and CompleteAtEnd are its too where they are not said.',
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
