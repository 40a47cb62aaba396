import { decimalsOf, formatDecimal, parseDecimal } from '../../src/core/numbers';
import type { Lots, Ticks } from '../matching/types';

/** A symbol that the exchange trades. */
export interface Listing {
  readonly symbol: string;
  /** Smallest price step, as decimal text. */
  readonly tickText: string;
  /** Smallest quantity step, as decimal text. */
  readonly lotText: string;
  /** Prior close, or where a made-up market starts. */
  readonly referencePriceTicks: Ticks;
}

/** Converts between decimal text and whole steps (ticks of a price, lots of a quantity), exactly. */
export class Steps {
  private readonly scale: number;
  private readonly step: number;

  /** Throws where `stepText` is not a decimal above zero. */
  constructor(stepText: string) {
    this.scale = decimalsOf(stepText);
    const step = parseDecimal(stepText, this.scale);
    if (typeof step !== 'number' || step <= 0) throw new Error(`step '${stepText}' is not a decimal above zero`);
    this.step = step;
  }

  /** Whole steps in a decimal text; `OffStep` where it lies between two, `NotANumber` where it is none (or is too large). */
  parse(text: string): number | 'OffStep' | 'NotANumber' {
    const units = parseDecimal(text, this.scale);
    if (units === 'TooFine') return 'OffStep';
    if (typeof units !== 'number') return 'NotANumber';
    return units % this.step === 0 ? units / this.step : 'OffStep';
  }

  format(steps: Ticks | Lots): string {
    return formatDecimal(BigInt(steps) * BigInt(this.step), this.scale);
  }
}

/** Reference prices in cents of the symbols that a simulator without other instructions lists. */
const DEMO = {
  ACME: 10_000,
  BOLT: 4_250,
  CRUX: 25_075,
  DELTA: 1_830,
  EMBER: 7_715,
  FJORD: 15_640,
} as const;

export const DEMO_SYMBOLS: readonly string[] = Object.keys(DEMO);

/** A made-up US stock: tick 0.01, lot 1; a symbol that is not a demo symbol starts at 50.00. */
export function demoListing(symbol: string): Listing {
  const known: Readonly<Record<string, number>> = DEMO;
  return { symbol, tickText: '0.01', lotText: '1', referencePriceTicks: known[symbol] ?? 5_000 };
}
