import type { Mark } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { type Emit, stage } from '../turn';
import type { Holding } from './exposure/holding';
import { FIRST_MARK, GAUGES, type Gauge, isQuiet, isSymbolQuiet, SYMBOL_GAUGES } from './gauges';
import type { RiskLevel } from './levels';

/**
 * Tells when the use of a limit reaches 70 or 90 per cent of it, or (by what no decision of ours let through) exceeds it: once, until it has
 * fallen well below. Looks at the levels of an order when it is taken, changed or reported on, and at those that hold a symbol when its
 * price moves.
 */
export const nearLimits = stage(
  [
    'ParentOrderAccepted',
    'ParentRequestAccepted',
    'ParentReported',
    'ChildOrderReleased',
    'ChildReplaceReleased',
    'QuoteReceived',
    'Started',
    'LimitsChanged',
    'InstrumentsChanged',
    'PositionsLoaded',
  ],
  (fact, books, at, emit) => {
    switch (fact.type) {
      case 'ParentOrderAccepted':
      case 'ParentRequestAccepted':
      case 'ParentReported': {
        const parent = books.parents.get(fact.parentId);
        return parent && lookAt(parent, books, at, emit);
      }
      case 'ChildOrderReleased':
      case 'ChildReplaceReleased': {
        // what is passed through was looked at as a parent, in the same turn
        const parent = books.parentOf(books.children.get(fact.childId)!);
        return parent.strategy === 'DMA' ? undefined : lookAt(parent, books, at, emit);
      }
      case 'QuoteReceived':
        for (const h of books.marks.get(fact.symbol)?.holdings ?? [])
          if (h.position !== 0) look(books.levels.of(h.totals.name, h.totals.key), undefined, books, at, emit);
        return;
      case 'Started':
      case 'LimitsChanged':
      case 'InstrumentsChanged':
      case 'PositionsLoaded':
        for (const level of books.levels.all()) lookWhole(level, books, at, emit);
        return;
      default:
    }
  },
);

function lookAt(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  const { levels, drawn } = parent;
  for (let i = 0; i < levels.length; i++) look(levels[i]!, drawn.holdings[i], books, at, emit);
}

function lookWhole(level: RiskLevel, books: Ledger, at: Micros, emit: Emit): void {
  look(level, undefined, books, at, emit);
  for (const holding of level.exposure.all()) inSymbol(holding, level, books, at, emit);
}

function look(level: RiskLevel, holding: Holding | undefined, books: Ledger, at: Micros, emit: Emit): void {
  const { limits, exposure } = level;
  const marks = books.near.at(level);
  if (marks || !isQuiet(limits, exposure, at))
    for (let i = 0; i < GAUGES.length; i++) gauge(GAUGES[i]!, exposure, marks?.[i] ?? 0, { level, at, emit });
  if (holding) inSymbol(holding, level, books, at, emit);
}

function inSymbol(holding: Holding, level: RiskLevel, books: Ledger, at: Micros, emit: Emit): void {
  const marks = books.near.inSymbol(holding);
  const { symbol } = holding.mark.instrument;
  const market = level.limits.participation === undefined ? undefined : books.markets.get(symbol);
  if (!marks && isSymbolQuiet(level.limits, holding, market, at)) return;
  const place = { holding, market };
  for (let i = 0; i < SYMBOL_GAUGES.length; i++) gauge(SYMBOL_GAUGES[i]!, place, marks?.[i] ?? 0, { level, at, emit }, symbol);
}

/** Where and when a gauge is read, and who is told. */
interface Reading {
  readonly level: RiskLevel;
  readonly at: Micros;
  readonly emit: Emit;
}

/** Says where a gauge stands now, coming from `before`. */
function gauge<Of>(of: Gauge<Of>, what: Of, before: Mark, { level, at, emit }: Reading, symbol?: string): void {
  const { limit, most, used, text } = of;
  const { name, key, limits } = level;
  const may = most(limits, what, at);
  if (may === undefined && before === 0) return;
  const uses = may === undefined ? 0 : used(what, limits, at);
  const mark = may === undefined ? 0 : markOf(uses, may, before);
  if (mark === before) return;
  const amount = { used: text(uses, what), most: may === undefined ? 'no limit' : text(may, what) };
  emit({ type: 'UtilisationChanged', level: name, key, symbol, limit, mark, ...amount });
}

/** Use has to fall this many per cent of a limit below a mark before the mark counts as left. */
const BACK = 5;

/** The mark that the use of a limit stands at, coming from `before`: up as soon as it is reached, down only once it is well below. */
export function markOf(used: number, most: number, before: Mark): Mark {
  const up = reached(used, most, 0);
  if (up >= before) return up;
  const down = reached(used, most, BACK);
  return down < before ? down : before;
}

/** 100 is reached by more than the limit, the others by as much; all of them `back` per cent earlier. */
function reached(used: number, most: number, back: number): Mark {
  if (used <= 0) return 0;
  const hundred = used * 100;
  if (hundred > most * (100 - back)) return 100;
  if (hundred >= most * (90 - back)) return 90;
  return hundred >= most * (FIRST_MARK - back) ? FIRST_MARK : 0;
}
