import type { Caution, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Emit } from '../turn';

/** Stands for every symbol. */
const ALL = '*';
const TIMER = 'caution ';

/** The caution in force for a symbol at `at`; undefined where there is none. While there is one, scheduled orders rest and do not cross. */
export function cautionOf(books: Ledger, symbol: string, at: Micros): Caution | undefined {
  const { cautions } = books;
  if (cautions.size === 0) return undefined;
  const own = cautions.get(symbol);
  if (own && at < own.until) return own;
  const all = cautions.get(ALL);
  return all && at < all.until ? all : undefined;
}

/** Flash news begins a caution for what it is about. */
export function cautionOnNews(
  { urgency, symbols, headline }: FactOf<'NewsReceived'>,
  books: Ledger,
  at: Micros,
  emit: Emit,
): void {
  const { news } = books.cautionRules;
  if (urgency !== 'flash' || news === undefined) return;
  for (const symbol of symbols.length === 0 ? [ALL] : symbols)
    if (symbol === ALL || books.instruments.get(symbol))
      begin({ symbol, cause: 'news', until: at + news, text: `flash news: ${headline}` }, books, emit);
}

/** The end of a halt begins one. */
export function cautionOnStatus({ symbol }: FactOf<'SecurityStatusReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const { halt } = books.cautionRules;
  if (halt === undefined || books.markets.get(symbol)?.resumedAt !== at) return;
  begin({ symbol, cause: 'halt', until: at + halt, text: 'trading goes on after a halt' }, books, emit);
}

/** Its timer ends it, unless it was made longer since. */
export function cautionOver(timer: string, books: Ledger, at: Micros, emit: Emit): void {
  if (!timer.startsWith(TIMER)) return;
  const symbol = timer.slice(TIMER.length);
  const caution = books.cautions.get(symbol);
  if (caution && caution.until <= at) emit({ type: 'CautionEnded', symbol });
}

/** One that would end before the one in force adds nothing. */
function begin(caution: Omit<FactOf<'CautionBegan'>, 'type'>, books: Ledger, emit: Emit): void {
  const { symbol, until } = caution;
  if ((books.cautions.get(symbol)?.until ?? 0) >= until) return;
  emit({ type: 'CautionBegan', ...caution });
  emit({ type: 'TimerSet', timer: `${TIMER}${symbol}`, at: until });
}
