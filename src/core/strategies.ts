import type { StrategyName } from './facts';
import { formatDecimal, type Micros, parseDecimal } from './numbers';

/** A StrategyParametersGrp (957) entry that a strategy takes: a number of seconds, plain decimal text with at most six decimals. */
export interface StrategyParameter {
  /** StrategyParameterName (958). */
  readonly name: string;
  /** StrategyParameterType (959) to send: 6, Float (FIX 5.0). What comes is not compared with it: the value is read as text. */
  readonly type: '6';
  /** Least and greatest value. */
  readonly min: Micros;
  readonly max: Micros;
  /** What it sets, for whoever fills it in. */
  readonly about: string;
}

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
  readonly parameters: readonly StrategyParameter[];
  readonly about: string;
}

const SECOND: Micros = 1_000_000;

/** Length of a TWAP's window. */
export const DURATION: StrategyParameter = {
  name: 'Duration',
  type: '6',
  min: 1,
  max: 604_800 * SECOND,
  about: 'Length of the window in seconds, from its start; ExpireTime (126) says the same by the clock and goes before it.',
};
/** Length of one of its slots; none is shorter than a tenth of a second, for every look at a slot is a journaled turn. */
export const SLOT_SECONDS: StrategyParameter = {
  name: 'SlotSeconds',
  type: '6',
  min: SECOND / 10,
  max: 86_400 * SECOND,
  about: 'Length of one slot in seconds. Without it a slot is a twentieth of the window, at least a second and at most a minute.',
};

/** Every strategy by name. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  DMA: {
    name: 'DMA',
    code: '1000',
    ordTypes: '12',
    tifs: '0123467',
    windowed: false,
    parameters: [],
    about: 'One child with the terms of the order, passed through to the venue.',
  },
  TWAP: {
    name: 'TWAP',
    code: '1001',
    ordTypes: '12',
    tifs: '06',
    windowed: true,
    parameters: [DURATION, SLOT_SECONDS],
    about:
      'Equal quantity a slot over the window, in whole lots: a passive child first, one that crosses the spread where the slot runs out.',
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

/** A parameter's value; 'Bad' where it is no number of seconds in the parameter's range, undefined where it is absent. */
export function parameterOf(
  parameter: StrategyParameter,
  given: Readonly<Record<string, string>> | undefined,
): Micros | 'Bad' | undefined {
  const text = given?.[parameter.name];
  if (text === undefined) return undefined;
  const value = parseDecimal(text, 6);
  return typeof value === 'number' && value >= parameter.min && value <= parameter.max ? value : 'Bad';
}

/** A bound of a parameter in seconds, as decimal text. */
export const secondsText = (value: Micros): string => formatDecimal(value, 6);
