import type { ChildFact } from '../child-facts';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Micros, type Qty, unitsOf } from '../numbers';
import type { Child } from '../order/child';
import { reservedQty } from '../order/parent';
import { HALT, Market, TRADING } from './market';

/** What is told of the market in a symbol: its state, volume seen. */
export function applyToMarket(books: Ledger, fact: FactOf<'SecurityStatusReceived' | 'QuoteReceived'>, at: Micros): void {
  if (fact.type === 'SecurityStatusReceived') statusIs(books, fact, at);
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
  if (market) return market;
  books.markets.set(symbol, (market = new Market()));
  const mark = books.marks.get(symbol);
  if (mark) mark.market = market;
  return market;
}

function statusIs(books: Ledger, fact: FactOf<'SecurityStatusReceived'>, at: Micros): void {
  const instrument = books.instruments.get(fact.symbol);
  if (!instrument) return;
  const market = marketOf(books, fact.symbol);
  if (fact.status !== undefined && saysForAll(books, fact, TRADING.has(fact.status))) {
    market.status = fact.status;
    market.trading = TRADING.has(fact.status);
    if (market.trading && market.halted) market.resumedAt = at;
    market.halted = !market.trading && (market.halted || fact.status === HALT);
  }
  if (fact.phase !== undefined) market.phase = fact.phase;
  if (fact.low !== undefined) market.low = unitsOf(fact.low, instrument.priceScale);
  if (fact.high !== undefined) market.high = unitsOf(fact.high, instrument.priceScale);
}

/** Whether the word of one venue is that of the market: a halt is not, while another venue says that it trades. */
function saysForAll(books: Ledger, { venue, symbol }: FactOf<'SecurityStatusReceived'>, trades: boolean): boolean {
  if (venue === undefined) return true;
  let symbols = books.tradingAt.get(venue);
  if (!symbols) books.tradingAt.set(venue, (symbols = new Map()));
  symbols.set(symbol, trades);
  if (trades) return true;
  for (const said of books.tradingAt.values()) if (said.get(symbol)) return false;
  return true;
}

function volumeIs(books: Ledger, symbol: string, text: string, at: Micros): void {
  const instrument = books.instruments.get(symbol);
  if (!instrument) return;
  const volume = unitsOf(text, instrument.qtyScale);
  if (volume !== undefined) marketOf(books, symbol).volumeIs(volume, instrument.qtyScale, at, books.dayEnds);
}

/** After a start the state of the market is unknown until it is told again. */
export function forgetMarkets(books: Ledger): void {
  books.tradingAt.clear();
  for (const market of books.markets.values()) {
    market.restarted();
    market.trading = undefined;
    market.status = '';
    market.phase = '';
    market.forgetBand();
  }
}
