import type { FactOf } from '../../core/facts';
import { type Micros, unitsOf } from '../../core/numbers';
import type { SymbolMarket } from '../../drop-copy/tca/market';

/** As fine as a journal's prices are kept. */
const SCALE = 8;

interface Told {
  readonly at: number[];
  readonly twice: number[];
  readonly trades: { readonly at: number[]; readonly px: number[]; readonly qty: number[]; readonly own: boolean[] };
  volume: number;
  until: Micros;
}

/** The market as a journal has it: every change of the best prices is a fact, and volume is told with it, in steps at the last price. */
export class JournalMarket {
  private readonly symbols = new Map<string, Told>();

  quote({ symbol, bid, ask, last, volume }: FactOf<'QuoteReceived'>, at: Micros): void {
    let told = this.symbols.get(symbol);
    if (!told)
      this.symbols.set(
        symbol,
        (told = { at: [], twice: [], trades: { at: [], px: [], qty: [], own: [] }, volume: 0, until: at }),
      );
    told.until = at;
    const [best, worst] = [unitsOf(bid, SCALE), unitsOf(ask, SCALE)];
    if (best !== undefined && worst !== undefined && worst > best) {
      told.at.push(at);
      told.twice.push(best + worst);
    }
    const all = Number(volume ?? Number.NaN);
    const more = all - told.volume;
    if (Number.isFinite(all)) told.volume = all;
    if (!(more > 0) || last === undefined) return;
    told.trades.at.push(at);
    told.trades.px.push(Number(last));
    told.trades.qty.push(more);
    told.trades.own.push(false);
  }

  /** What the journal tells of a symbol; undefined where that is nothing. */
  of(symbol: string): SymbolMarket | undefined {
    const told = this.symbols.get(symbol);
    if (!told) return undefined;
    const { at, twice, trades, until } = told;
    return {
      kind: at.length > 0 ? 'quotes' : undefined,
      from: ['journal'],
      scale: SCALE,
      prices: { at, twice },
      trades: trades.at.length > 0 ? trades : undefined,
      isByBars: true,
      until,
    };
  }
}
