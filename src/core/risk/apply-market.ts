import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Micros, type Qty, unitsOf } from '../numbers';
import { reservedQty } from '../order/parent';
import { Market, TRADING } from './market';

/** What a fact says of the market in a symbol: its state, volume seen, volume of our own. Facts about nothing of it are left alone. */
export function applyToMarket(books: Ledger, fact: Fact, at: Micros): void {
  if ('childId' in fact) works(books, fact.childId);
  switch (fact.type) {
    case 'SecurityStatusReceived':
      return statusIs(books, fact);
    case 'QuoteReceived':
      if (fact.volume === undefined) return;
      return volumeIs(books, fact.symbol, fact.volume, at);
    case 'ChildOrderFilled':
      return traded(books, fact.childId, fact.lastQty, at);
    case 'ChildTradeCanceled':
      return traded(books, fact.childId, -fact.prior.lastQty, at);
    case 'ChildTradeCorrected':
      return traded(books, fact.childId, fact.lastQty - fact.prior.lastQty, at);
    default:
  }
}

/** The market in a symbol, made where nothing was known. */
function marketOf(books: Ledger, symbol: string): Market {
  let market = books.markets.get(symbol);
  if (!market) books.markets.set(symbol, (market = new Market()));
  return market;
}

/** What a child may still trade changed: called before its exposure is settled, which remembers what counted before. */
function works(books: Ledger, childId: string): void {
  const child = books.children.get(childId)!;
  const more = reservedQty(child) - child.drawn.reserved;
  const { instrument } = books.parentOf(child);
  if (more !== 0) marketOf(books, instrument.symbol).works(more, instrument.qtyScale);
}

function statusIs(books: Ledger, fact: FactOf<'SecurityStatusReceived'>): void {
  const instrument = books.instruments.get(fact.symbol);
  if (!instrument) return;
  const market = marketOf(books, fact.symbol);
  if (fact.status !== undefined) {
    market.status = fact.status;
    market.trading = TRADING.has(fact.status);
  }
  if (fact.phase !== undefined) market.phase = fact.phase;
  if (fact.low !== undefined) market.low = unitsOf(fact.low, instrument.priceScale);
  if (fact.high !== undefined) market.high = unitsOf(fact.high, instrument.priceScale);
}

function volumeIs(books: Ledger, symbol: string, text: string, at: Micros): void {
  const instrument = books.instruments.get(symbol);
  if (!instrument) return;
  const volume = unitsOf(text, instrument.qtyScale);
  if (volume !== undefined) marketOf(books, symbol).volumeIs(volume, instrument.qtyScale, at, books.dayEnds);
}

function traded(books: Ledger, childId: string, qty: Qty, at: Micros): void {
  const { instrument } = books.parentOf(books.children.get(childId)!);
  marketOf(books, instrument.symbol).traded(qty, instrument.qtyScale, at, books.dayEnds);
}

/** After a start the state of the market is unknown until it is told again. */
export function forgetMarkets(books: Ledger): void {
  for (const market of books.markets.values()) {
    market.restarted();
    market.trading = undefined;
    market.status = '';
    market.phase = '';
    market.low = undefined;
    market.high = undefined;
  }
}
