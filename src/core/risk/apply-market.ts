import type { ChildFact } from '../child-facts';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Micros, type Qty, unitsOf } from '../numbers';
import type { Child } from '../order/child';
import { reservedQty } from '../order/parent';
import { Market, TRADING } from './market';

/** What is told of the market in a symbol: its state, volume seen. */
export function applyToMarket(books: Ledger, fact: FactOf<'SecurityStatusReceived' | 'QuoteReceived'>, at: Micros): void {
  if (fact.type === 'SecurityStatusReceived') statusIs(books, fact);
  else if (fact.volume !== undefined) volumeIs(books, fact.symbol, fact.volume, at);
}

/** What a child has at the market, and what it traded there. Called before its exposure is settled, which remembers what counted before. */
export function childAtMarket(books: Ledger, child: Child, fact: ChildFact, at: Micros): void {
  const { instrument } = books.parentOf(child);
  const more = reservedQty(child) - child.drawn.reserved;
  const traded = tradedBy(fact);
  if (more === 0 && traded === 0) return;
  const market = marketOf(books, instrument.symbol);
  if (more !== 0) market.works(more, instrument.qtyScale);
  if (traded !== 0) market.traded(traded, instrument.qtyScale, at, books.dayEnds);
}

function tradedBy(fact: ChildFact): Qty {
  switch (fact.type) {
    case 'ChildOrderFilled':
      return fact.lastQty;
    case 'ChildTradeCanceled':
      return -fact.prior.lastQty;
    case 'ChildTradeCorrected':
      return fact.lastQty - fact.prior.lastQty;
    default:
      return 0;
  }
}

/** The market in a symbol, made where nothing was known. */
function marketOf(books: Ledger, symbol: string): Market {
  let market = books.markets.get(symbol);
  if (!market) books.markets.set(symbol, (market = new Market()));
  return market;
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

/** After a start the state of the market is unknown until it is told again. */
export function forgetMarkets(books: Ledger): void {
  for (const market of books.markets.values()) {
    market.restarted();
    market.trading = undefined;
    market.status = '';
    market.phase = '';
    market.forgetBand();
  }
}
