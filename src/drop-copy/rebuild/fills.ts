import { addExact, type Exact, exactFromText, formatDecimal, type Micros, mulExact } from '../../core/numbers';
import { isFilled } from '../../core/order/order';
import { applyEvent } from '../../core/order/transitions';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Direction } from './direction';
import type { Draft, DraftFill } from './draft';
import type { Findings } from './findings';
import { dayOf, type Orders } from './orders';
import { pxIn, qtyIn } from './units';

/** An ExecutionReport (8) about an order, with what was read of it so far. */
export interface Told {
  readonly view: MessageView;
  /** Who reported it. */
  readonly reporter: Direction;
  /** TransactTime (60), else SendingTime (52), else the log's stamp. */
  readonly at: Micros;
  /** As FIX 4.4 has them. */
  readonly execType: string;
  readonly ordStatus: string;
  readonly execId: string;
}

const costOf = (d: Draft, qty: number, px: number): Exact => ({ n: BigInt(qty) * BigInt(px), scale: d.qtyScale + d.pxScale });
const minus = (a: Exact, b: Exact): Exact => addExact(a, { n: -b.n, scale: b.scale });
const id = (d: Draft): string => d.clOrdIds[0]!;

/** Fills, busts and corrections. */
export class Fills {
  fills = 0;
  busts = 0;
  corrections = 0;

  constructor(
    private readonly orders: Orders,
    private readonly findings: Findings,
  ) {}

  /** Books a fill; false where it was booked before. An ExecID (17) that comes again with other content is booked under another one. */
  book(d: Draft, t: Told): boolean {
    const { findings } = this;
    const trade = this.trade(d, t);
    if (!trade) return true;
    const rises = toldMore(d, t.view);
    let { execId } = t;
    for (let n = 2, known = this.knownAs(d, execId, t.at); known; n++, known = this.knownAs(d, execId, t.at)) {
      if (!rises && (sentAgain(t.view) || (known.qty === trade.qty && known.px === trade.px))) return false;
      execId = `${t.execId}#${n}`;
    }
    if (execId !== t.execId)
      findings.add('exec-id-reused', `ExecID (17) '${t.execId}' came again with other content: booked as one more fill`, id(d));
    const elsewhere = this.orders.traded(t.reporter, execId, d, t.at);
    if (elsewhere) {
      const kind = elsewhere.session === d.session ? 'exec-id-reused' : 'copy-unmarked';
      findings.add(
        kind,
        `ExecID (17) '${execId}' was told of order '${id(elsewhere)}' (${elsewhere.session}) too: both count`,
        id(d),
      );
    }
    if (d.state.cumQty + trade.qty > d.state.orderQty) {
      const asked = formatDecimal(d.state.orderQty, d.qtyScale);
      findings.add('overfill', `the fill makes it ${formatDecimal(d.state.cumQty + trade.qty, d.qtyScale)} of ${asked}`, id(d));
    }
    d.told.set(execId, d.fills.length);
    d.fills.push(fillOf(d, t, execId, trade));
    d.state = applyEvent(d.state, { type: 'Filled', lastQty: trade.qty, cost: costOf(d, trade.qty, trade.px) }) ?? d.state;
    this.fills++;
    return true;
  }

  /** A bust (150=H) takes a fill back, a correction (150=G) rewrites it; ExecRefID (19) names it. */
  change(d: Draft, t: Told, neverRests: (d: Draft) => boolean): void {
    const ref = t.view.text(Tag.ExecRefID) ?? '';
    const at = d.told.get(ref) ?? -1;
    const fill = d.fills[at];
    if (!fill || fill.busted) {
      this.findings.add('unknown-trade', `ExecRefID (19) '${ref}' of a bust or correction is no fill of this order`, id(d));
      return;
    }
    const bust = t.execType === 'H';
    const trade = bust ? { qty: 0, px: 0 } : this.trade(d, t);
    if (!trade) return;
    const costChange = minus(costOf(d, trade.qty, trade.px), costOf(d, fill.qty, fill.px));
    const wasFilled = isFilled(d.state);
    d.state = applyEvent(d.state, { type: 'TradeCorrected', qtyChange: trade.qty - fill.qty, costChange }) ?? d.state;
    if (bust) {
      this.busts++;
      fill.busted = true;
    } else {
      this.corrections++;
      Object.assign(fill, trade);
      fill.fee = feeOf(d, t.view, trade.qty, trade.px) ?? fill.fee;
      if (t.execId !== '') d.told.set(t.execId, at);
    }
    if (!wasFilled || !neverRests(d)) return;
    d.state = { ...d.state, closed: 'Canceled' };
    d.endedByBust = true;
  }

  /** Whether a bust or correction, known under its own ExecID (17) as one of the `at`th fill, is worked in already: also where that is the fill's own. */
  changed(d: Draft, { view, execType, execId }: Told, at: number): boolean {
    const fill = d.fills[at]!;
    if (execType === 'H') return fill.busted;
    if (fill.execId !== execId) return true;
    return view.decimal(Tag.LastQty, d.qtyScale) === fill.qty && view.decimal(Tag.LastPx, d.pxScale) === fill.px;
  }

  /** The fill with an ExecID (17); of an order of several days, one of that day. */
  private knownAs(d: Draft, execId: string, at: Micros): DraftFill | undefined {
    const fill = d.fills[d.told.get(execId) ?? -1];
    return fill && d.state.multiDay && dayOf(fill.at) !== dayOf(at) ? undefined : fill;
  }

  /**
   * LastQty (32) and LastPx (31). Where one is missing: what CumQty (14) went up by, at the order's AvgPx (6) or limit, which a finding says; undefined
   * where there is nothing to go by.
   */
  private trade(d: Draft, { view }: Told): { qty: number; px: number } | undefined {
    const { findings } = this;
    const lastQty = qtyIn(view, Tag.LastQty, d, findings);
    const lastPx = pxIn(view, Tag.LastPx, d, findings);
    if (lastQty !== undefined && lastQty > 0 && lastPx !== undefined) return { qty: lastQty, px: lastPx };
    const rise = (qtyIn(view, Tag.CumQty, d, findings) ?? 0) - d.state.cumQty - d.cumOff;
    const qty = lastQty !== undefined && lastQty > 0 ? lastQty : rise;
    const px = lastPx ?? (d.fills.length === 0 ? pxIn(view, Tag.AvgPx, d, findings) : undefined) ?? d.state.price;
    const usable = qty > 0 && px !== undefined;
    const then = usable ? `booked as ${formatDecimal(qty, d.qtyScale)} at ${formatDecimal(px, d.pxScale)}` : 'left out';
    findings.add('value-unreadable', `a fill without a LastQty (32) or LastPx (31) that can be read: ${then}`, id(d));
    return usable ? { qty, px } : undefined;
  }
}

/** Whether CumQty (14) is above all that was told or filled so far: whatever its ExecID (17), such a report is not one that was there before. */
export function toldMore(d: Draft, view: MessageView): boolean {
  const cum = view.decimal(Tag.CumQty, d.qtyScale);
  return typeof cum === 'number' && cum > d.cumMost;
}

/** A resend (43=Y, 97=Y) tells what was: a correction since then made another fill of it. */
const sentAgain = (view: MessageView): boolean => view.flag(Tag.PossDupFlag) || view.flag(Tag.PossResend);

function fillOf(d: Draft, { view, reporter, at }: Told, execId: string, { qty, px }: { qty: number; px: number }): DraftFill {
  const liquidity = view.char(Tag.LastLiquidityInd);
  return {
    execId,
    at,
    qty,
    px,
    liquidity: liquidity === '1' || liquidity === '2' ? liquidity : undefined,
    venue: view.text(Tag.LastMkt) || d.destination || reporter.sender,
    fee: feeOf(d, view, qty, px),
    busted: false,
  };
}

/** CommType (13) of a Commission (12) per unit of quantity, and in per cent of the value; all others are money. */
const PER_UNIT = '1';
const PER_CENT = '2';

/** Commission (12) and every MiscFeeAmt (137), exactly; undefined where there is none. */
function feeOf(d: Draft, view: MessageView, qty: number, px: number): string | undefined {
  if (!view.has(Tag.Commission) && !view.has(Tag.MiscFeeAmt)) return undefined;
  let sum: Exact | undefined;
  const add = (amount: Exact | undefined): void => {
    if (amount) sum = sum ? addExact(sum, amount) : amount;
  };
  const commission = exactFromText(view.text(Tag.Commission) ?? '');
  const type = view.text(Tag.CommType);
  if (commission && type === PER_UNIT) add(mulExact(commission, { n: BigInt(qty), scale: d.qtyScale }));
  else if (commission && type === PER_CENT) add(mulExact({ n: commission.n, scale: commission.scale + 2 }, costOf(d, qty, px)));
  else add(commission);
  for (let i = 0; i < view.count; i++) if (view.tags[i] === Tag.MiscFeeAmt) add(exactFromText(view.textAt(i)));
  return sum && formatDecimal(sum.n, sum.scale);
}
