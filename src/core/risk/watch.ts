import type { Ledger } from '../ledger';
import { formatDecimal } from '../numbers';
import { type Emit, stage } from '../turn';
import { lossOf, lossState } from './daily-loss';
import type { Holding } from './exposure/holding';
import { above, type Money, moneyText } from './exposure/money';
import { pathOf, type RiskLevel } from './levels';
import { NO_LIMITS } from './limits';

/** What a venue does that can take up more than was decided. */
const FROM_OUTSIDE = [
  'ChildOrderFilled',
  'ChildTradeCanceled',
  'ChildTradeCorrected',
  'ChildOrderReplaced',
  'ChildOrderRestated',
] as const;

/**
 * What comes from outside can bring a level above its limits (a late fill, a price, lower limits): it is booked, a person is called, and
 * the level is REDUCING, or by its loss HALTED, until a person sets it ACTIVE. HALTED cancels what works there.
 */
export const riskWatch = stage(
  ['TradingStateChanged', 'QuoteReceived', 'LimitsChanged', 'InstrumentsChanged', 'PositionsLoaded', 'Started', ...FROM_OUTSIDE],
  (fact, books, _at, emit) => {
    switch (fact.type) {
      case 'TradingStateChanged':
        if (fact.state === 'HALTED')
          cancelWorking(books.levels.of(fact.level, fact.key), `${fact.by}: ${fact.reason}`, books, emit);
        return;
      case 'QuoteReceived':
        return marked(fact.symbol, books, emit);
      case 'LimitsChanged':
      case 'InstrumentsChanged':
      case 'PositionsLoaded':
      case 'Started':
        for (const level of books.levels.all()) look(level, level.exposure.all(), books, emit);
        return;
      default: {
        const { levels, drawn } = books.parentOf(books.children.get(fact.childId)!);
        for (let i = 0; i < levels.length; i++) look(levels[i]!, [drawn.holdings[i]!], books, emit);
      }
    }
  },
);

/** A price moved: the levels that hold the symbol. */
function marked(symbol: string, books: Ledger, emit: Emit): void {
  const mark = books.marks.get(symbol);
  if (!mark) return;
  for (const { position, totals } of mark.holdings)
    if (position !== 0) look(books.levels.of(totals.name, totals.key), NONE, books, emit);
}

const NONE: readonly Holding[] = [];

/** `changed`: the positions that may be others than before. */
function look(level: RiskLevel, changed: Iterable<Holding>, books: Ledger, emit: Emit): void {
  const { exposure, limits } = level;
  if (limits === NO_LIMITS || exposure.state === 'HALTED') return;
  const loss = lossState(level);
  if (loss === 'HALTED' || (loss === 'REDUCING' && exposure.state === 'ACTIVE')) {
    const limit = pathOf(level, loss === 'HALTED' ? 'dailyLoss.halted' : 'dailyLoss.reducing');
    return force(level, loss, `loss of the day ${moneyText(lossOf(exposure))} exceeds ${limit}`, books, emit);
  }
  if (exposure.state !== 'ACTIVE') return;
  const breach = moneyBreach(level) ?? positionBreach(level, changed);
  if (breach !== undefined) force(level, 'REDUCING', breach, books, emit);
}

/** What money of a level is above its limit; undefined where none is. */
function moneyBreach(level: RiskLevel): string | undefined {
  const { limits, exposure } = level;
  const over = (used: Money, what: 'maxGross' | 'maxNet' | 'maxOpenValue' | 'credit'): string | undefined => {
    const limit = limits[what];
    return limit && above(used, limit) ? `${what} ${moneyText(used)} exceeds ${limit.text} (${pathOf(level, what)})` : undefined;
  };
  return (
    over(exposure.gross, 'maxGross') ??
    over(Math.max(exposure.longest, -exposure.shortest), 'maxNet') ??
    over(exposure.openValue, 'maxOpenValue') ??
    over(exposure.openValue + exposure.day.committed, 'credit')
  );
}

/** The first position that is above its limit, with the open orders on its worse side. */
function positionBreach(level: RiskLevel, changed: Iterable<Holding>): string | undefined {
  const limit = level.limits.maxPosition;
  if (limit === undefined) return undefined;
  for (const h of changed) {
    const most = h.worst;
    if (most <= limit.units[h.qtyScale]!) continue;
    const text = `position ${formatDecimal(most, h.qtyScale)} in ${h.mark.instrument.symbol} exceeds ${limit.text}`;
    return `${text} (${pathOf(level, 'maxPosition')})`;
  }
  return undefined;
}

/** Into a state that a limit asks for; a person is told by the alert of it. */
function force(level: RiskLevel, state: 'REDUCING' | 'HALTED', reason: string, books: Ledger, emit: Emit): void {
  const { name, key } = level;
  emit({ type: 'TradingStateChanged', level: name, key, state, by: 'gateway', reason });
  if (state === 'HALTED') cancelWorking(level, `gateway: ${reason}`, books, emit);
}

function cancelWorking(level: RiskLevel, why: string, books: Ledger, emit: Emit): void {
  for (const parent of books.working)
    if (!parent.ending && parent.levels.includes(level))
      emit({ type: 'ParentEnding', parentId: parent.parentId, as: 'Canceled', reason: `TradingState: HALTED by ${why}` });
}
