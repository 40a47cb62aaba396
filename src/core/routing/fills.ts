import type { AlarmCode } from '../alarms';
import type { FactOf, TradeText } from '../facts';
import { priceText, qtyText } from '../instruments';
import type { Ledger } from '../ledger';
import { type Child, fillOf, toldByVenue } from '../order/child';
import type { Emit } from '../turn';
import { readNumber, sameTrade, tradeOf } from './trade-told';

type Report = FactOf<'VenueReportReceived'>;

/**
 * A fill whose LastQty or LastPx cannot be read is a fill all the same: its quantity by what CumQty (14) went up, its price the order's limit,
 * which is the worst it can have been, else the last one known of the market. undefined where there is none of these.
 */
function provisionalTrade(child: Child, r: Report, books: Ledger): TradeText | undefined {
  const { instrument } = books.parentOf(child);
  const units = (text: string | undefined, scale: number): number | undefined => {
    const value = readNumber(text ?? '', scale);
    return typeof value === 'string' ? undefined : value.units;
  };
  const lastQty = units(r.lastQty, instrument.qtyScale) ?? (units(r.cumQty, instrument.qtyScale) ?? 0) - child.state.cumQty;
  const quote = books.quotes.get(instrument.symbol);
  const known = quote?.last ?? quote?.bid ?? quote?.ask ?? instrument.priorClose;
  const lastPx = units(r.lastPx, instrument.priceScale) ?? child.state.price ?? known;
  return lastQty > 0 && lastPx !== undefined ? { lastQty, lastPx } : undefined;
}

const alarm = (emit: Emit, code: AlarmCode, text: string): void => emit({ type: 'Alarmed', code, text });

/** Books a fill in whatever status the order is; a repeated ExecID once, an ExecID with other content provisionally and alarmed. */
export function bookFill(child: Child, r: Report, books: Ledger, emit: Emit): void {
  const { instrument } = books.parentOf(child);
  const told = tradeOf(r, instrument);
  const trade = typeof told === 'string' ? provisionalTrade(child, r, books) : told;
  if (!trade) {
    return emit({ type: 'UnexpectedReport', session: r.session, clOrdId: r.clOrdId, execId: r.execId, why: told as string });
  }
  if (trade !== told)
    alarm(
      emit,
      'IncompleteReport',
      `${told as string}: fill '${r.execId}' is booked provisionally as ${qtyText(instrument, trade.lastQty)} at ${priceText(instrument, trade.lastPx)}`,
    );
  const booked = (execId: string): void => alarm(emit, 'DuplicateExecID', `ExecID (17) '${execId}' was booked before`);
  const known = fillOf(child, r.execId, r.tradeDate)?.trade;
  if (known && sameTrade(known, trade)) return booked(r.execId);
  let execId = r.execId;
  if (known) {
    execId = `${r.execId}#${r.lastQty}@${r.lastPx}`;
    if (fillOf(child, execId, r.tradeDate)) return booked(execId);
    alarm(emit, 'ExecIDReused', `ExecID (17) '${r.execId}' came again with other content: booked provisionally as '${execId}'`);
  }
  const elsewhere = known ? undefined : books.trades.of(child, books.parentOf(child), execId, r.tradeDate);
  if (elsewhere !== undefined)
    alarm(
      emit,
      'ExecIDReused',
      `ExecID (17) '${execId}' was told of '${elsewhere}' too: booked provisionally for '${child.childId}'`,
    );
  if ((trade.lastPxText ?? trade.lastQtyText) !== undefined)
    alarm(emit, 'FineFill', `fill '${execId}' is finer than our units: ${r.lastQty} at ${r.lastPx}`);
  if (child.state.cumQty + trade.lastQty > child.state.orderQty)
    alarm(emit, 'Overfill', `fill '${execId}' overfills '${child.childId}'`);
  if (child.state.closed) alarm(emit, 'LateFill', `fill '${execId}' came after '${child.childId}' was ${child.state.closed}`);
  emit({
    type: 'ChildOrderFilled',
    childId: child.childId,
    orderId: r.orderId,
    execId,
    date: r.tradeDate,
    liquidity: r.liquidity,
    ...trade,
  });
}

/** A bust (150=H) takes a trade back, a correction (150=G) rewrites it; ExecRefID (19) names it. */
export function changeTrade(child: Child, r: Report, books: Ledger, emit: Emit): void {
  const booked = toldByVenue(child, r.execRefId ?? '');
  const unexpected = (why: string): void =>
    emit({ type: 'UnexpectedReport', session: r.session, clOrdId: r.clOrdId, execId: r.execId, why });
  if (!booked || booked.superseded) return unexpected(`ExecRefID (19) '${r.execRefId ?? ''}' is no fill of this order`);
  const { childId } = child;
  const date = r.tradeDate;
  const execRefId = booked.execId;
  const prior = booked.trade;
  if (r.execType === 'H') {
    return emit({ type: 'ChildTradeCanceled', childId, execId: r.execId, date, execRefId, lastQty: 0, lastPx: 0, prior });
  }
  const trade = tradeOf(r, books.parentOf(child).instrument);
  if (typeof trade === 'string') return unexpected(trade);
  emit({ type: 'ChildTradeCorrected', childId, execId: r.execId, date, execRefId, ...trade, prior });
}
