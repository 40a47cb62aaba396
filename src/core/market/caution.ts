import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Emit } from '../turn';
import { ALL } from './caution-of';

const TIMER = 'caution ';

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
