import type { FactOf, StartPosition } from '../../facts';
import type { Ledger } from '../../ledger';
import { decimalsOf, parseDecimal } from '../../numbers';
import type { RiskLevel } from '../levels';
import type { Exposure } from './exposure';
import type { Mark } from './mark';
import { moneyOf } from './money';

/** What happened to a level itself: its state, its throttle, the positions it begins the day with. */
export function applyLevelFact(
  books: Ledger,
  fact: FactOf<'TradingStateChanged' | 'ThrottleTripped' | 'ThrottleReset' | 'PositionsLoaded'>,
): void {
  if (fact.type === 'PositionsLoaded') return loaded(books, fact);
  const { exposure } = books.levels.of(fact.level, fact.key);
  switch (fact.type) {
    case 'TradingStateChanged':
      exposure.state = fact.state;
      exposure.stateReason = `${fact.by}: ${fact.reason}`;
      return;
    case 'ThrottleTripped':
      exposure.tripped = fact.text;
      return;
    case 'ThrottleReset':
      exposure.tripped = undefined;
      exposure.applied.clear();
  }
}

/** Sums of one symbol at one level. */
interface Begin {
  qty: number;
  scale: number;
  value: number;
}

/** The firm, its accounts and its symbols begin with these; sessions and strategies keep what passed through them. */
function loaded(books: Ledger, fact: FactOf<'PositionsLoaded'>): void {
  books.positionsLoaded = fact.digest;
  const begins = new Map<Exposure, Map<Mark, Begin>>();
  for (const level of books.levels.all()) if (holds(level)) begins.set(level.exposure, nothing(level.exposure));
  for (const position of fact.positions) {
    const instrument = books.instruments.get(position.symbol);
    if (!instrument) continue; // refused where the file is read: such a fact is of a config that had the symbol
    const mark = books.marks.of(instrument, books);
    const { levels } = books;
    for (const level of [levels.firm, levels.of('account', position.account), levels.of('symbol', position.symbol)]) {
      let at = begins.get(level.exposure);
      if (!at) begins.set(level.exposure, (at = new Map()));
      add(at, mark, position);
    }
  }
  for (const [exposure, at] of begins)
    for (const [mark, { qty, scale, value }] of at) exposure.holding(mark).begin(qty, value, scale);
}

const holds = (level: RiskLevel): boolean => level.name === 'firm' || level.name === 'account' || level.name === 'symbol';

const nothing = (exposure: Exposure): Map<Mark, Begin> => {
  const at = new Map<Mark, Begin>();
  for (const h of exposure.all()) at.set(h.mark, { qty: 0, scale: h.qtyScale, value: 0 });
  return at;
};

function add(at: Map<Mark, Begin>, mark: Mark, { quantity, price }: StartPosition): void {
  const { instrument, factor } = mark;
  const scale = Math.max(instrument.qtyScale, decimalsOf(quantity));
  const qty = parseDecimal(quantity, scale);
  if (typeof qty !== 'number') throw new Error(`a start position of ${instrument.symbol} is '${quantity}': ${qty}`);
  const given = price === undefined ? undefined : parseDecimal(price, instrument.priceScale);
  if (typeof given === 'number') mark.tradedAt(given, instrument.priceScale);
  const px = typeof given === 'number' ? given : (instrument.priorClose ?? mark.price);
  const value = px === undefined ? 0 : moneyOf(qty, px, scale + instrument.priceScale, factor ?? instrument.multiplier, 'near');
  const sum = at.get(mark) ?? { qty: 0, scale, value: 0 };
  const finer = Math.max(scale, sum.scale);
  at.set(mark, {
    qty: sum.qty * 10 ** (finer - sum.scale) + qty * 10 ** (finer - scale),
    scale: finer,
    value: sum.value + value,
  });
}
