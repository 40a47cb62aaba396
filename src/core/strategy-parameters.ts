import type { Style } from './facts';
import type { Instrument } from './instruments';
import { formatDecimal, parseDecimal } from './numbers';

/**
 * What a parameter's value is, as text and as the integer that it is read as: `seconds` microseconds, `part` millionths of a whole (0.1 is
 * 10 %), `number` billionths of a thousandth (12 decimals), `whole` itself, `quantity` and `price` units of the instrument, `flag` 1 for Y and
 * 0 for N, `choice` the place among its words.
 */
export type ParameterKind = 'seconds' | 'part' | 'number' | 'whole' | 'quantity' | 'price' | 'flag' | 'choice';

/** A StrategyParametersGrp (957) entry that a strategy takes. */
export interface StrategyParameter {
  /** StrategyParameterName (958). */
  readonly name: ParameterName;
  readonly kind: ParameterKind;
  /** Least and greatest value, read as its kind says; quantities and prices have none: above zero, of whole lots or ticks. */
  readonly min?: number;
  readonly max?: number;
  /** The words of a choice. */
  readonly words?: readonly string[];
  /** What it sets, for whoever fills it in. */
  readonly about: string;
}

/** Every name of a parameter. */
export type ParameterName =
  | 'Duration'
  | 'SlotSeconds'
  | 'MinSlice'
  | 'MaxSlice'
  | 'Band'
  | 'Randomise'
  | 'Seed'
  | 'WouldPrice'
  | 'Display'
  | 'MinRest'
  | 'RestTimeout'
  | 'Style'
  | 'CompleteAtEnd'
  | 'Cap'
  | 'RiskAversion'
  | 'Eta'
  | 'Gamma'
  | 'Sigma'
  | 'Resilience'
  | 'CutOff'
  | 'AuctionPart'
  | 'AuctionVolume'
  | 'AuctionCap'
  | 'Baseline';

/** Parameters that were given, each read as its kind says. */
export type Given = Readonly<Partial<Record<ParameterName, number>>>;

/** StrategyParameterType (959, FIX 5.0) to send. What comes is not compared with it: the value is read as text. */
const TYPES: Readonly<Record<ParameterKind, string>> = {
  seconds: '6',
  part: '11',
  number: '6',
  whole: '1',
  quantity: '7',
  price: '8',
  flag: '13',
  choice: '14',
};
export const typeOf = (p: StrategyParameter): string => TYPES[p.kind];

/** Decimals that the value of a kind is read at. */
const SCALES: Readonly<Record<Exclude<ParameterKind, 'quantity' | 'price'>, number>> = {
  seconds: 6,
  part: 6,
  number: 12,
  whole: 0,
  flag: 0,
  choice: 0,
};
/** 1 of a `number`. */
export const NUMBER = 1e12;
/** The whole of a `part`. */
export const WHOLE_PART = 1_000_000;

/** Styles, in the order of the words of the parameter Style. */
export const STYLES: readonly Style[] = ['passive', 'normal', 'taker'];

/** Schedules that an ADAPTIVE order may tilt, in the order of the words of the parameter Baseline. */
export const BASELINES = ['TWAP', 'PTWAP', 'VWAP', 'IS'] as const;
export type BaselineName = (typeof BASELINES)[number];

const FORMS: Readonly<Record<ParameterKind, string>> = {
  seconds: 'a number of seconds',
  part: 'a part of a whole (0.1 is 10 %)',
  number: 'a number',
  whole: 'a whole number',
  quantity: 'a quantity above zero, a multiple of the lot',
  price: 'a price above zero, a multiple of the tick',
  flag: 'Y or N',
  choice: 'one of',
};

/** `a number of seconds from 0.1 to 86400`: what a value must be. */
export function formOf(p: StrategyParameter): string {
  if (p.words) return `one of ${p.words.join(', ')}`;
  const [least, most] = boundsOf(p);
  return least === '' ? FORMS[p.kind] : `${FORMS[p.kind]} from ${least} to ${most}`;
}

/** Bounds of a parameter as decimal text; '' where it has none. */
export function boundsOf(p: StrategyParameter): readonly [least: string, most: string] {
  if (p.min === undefined || p.max === undefined || p.kind === 'quantity' || p.kind === 'price') return ['', ''];
  const scale = SCALES[p.kind];
  return [formatDecimal(p.min, scale), formatDecimal(p.max, scale)];
}

/** A parameter's value, read as its kind says; undefined where the text is no such value or beyond its bounds. */
export function readParameter(p: StrategyParameter, text: string, instrument: Instrument): number | undefined {
  if (p.kind === 'flag') return text === 'Y' ? 1 : text === 'N' ? 0 : undefined;
  if (p.words) {
    const place = p.words.indexOf(text);
    return place < 0 ? undefined : place;
  }
  if (p.kind === 'quantity' || p.kind === 'price') {
    const [scale, step] =
      p.kind === 'quantity' ? [instrument.qtyScale, instrument.lot] : [instrument.priceScale, instrument.tick];
    const value = parseDecimal(text, scale);
    return typeof value === 'number' && value > 0 && value % step === 0 ? value : undefined;
  }
  const value = parseDecimal(text, SCALES[p.kind as keyof typeof SCALES]);
  return typeof value === 'number' && value >= p.min! && value <= p.max! ? value : undefined;
}

/** A value as plain text: `0.050` came, `0.05` is told. */
export function parameterText(p: StrategyParameter, value: number, instrument: Instrument): string {
  if (p.kind === 'flag') return value === 1 ? 'Y' : 'N';
  if (p.words) return p.words[value]!;
  if (p.kind === 'quantity') return formatDecimal(value, instrument.qtyScale);
  if (p.kind === 'price') return formatDecimal(value, instrument.priceScale);
  return formatDecimal(value, SCALES[p.kind as keyof typeof SCALES]);
}
