import type { Micros } from '../../src/core/numbers';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';
import type { Dialect } from '../../src/fix/translate/dialect';
import { COPY_INDICATOR_42 } from '../../src/fix/translate/drop-copy';
import { writeExecution } from '../../src/fix/translate/execution';
import { cxlReason, rejReason } from '../../src/fix/translate/reasons';

/** An ExecutionReport (8) as texts; what is undefined is left out. Tags in the order of the fields. */
export interface ReportFields {
  /** 37 */
  readonly orderId: string;
  /** 11; '' where it is about no order. */
  readonly clOrdId: string;
  /** 41 */
  readonly origClOrdId?: string | undefined;
  /** 526 */
  readonly secondaryClOrdId?: string | undefined;
  /** 527: the trade's number, the same on both sides. */
  readonly tradeId?: string | undefined;
  /** 790 */
  readonly requestId?: string | undefined;
  /** 584, 585, 911, 912 */
  readonly mass?: MassPlace | undefined;
  /** 17 */
  readonly execId: string;
  /** 19: the report that a bust or a correction is about. */
  readonly execRefId?: string | undefined;
  /** 150 in the words of FIX 5.0: L is a stop order that was triggered. */
  readonly execType: '0' | '4' | '5' | '8' | 'C' | 'D' | 'F' | 'G' | 'H' | 'I' | 'L';
  /** 39 */
  readonly ordStatus: string;
  /** 103 */
  readonly ordRejReason?: number | undefined;
  /** 378, with 150=D */
  readonly restatementReason?: RestatementReason | undefined;
  /** 1 */
  readonly account?: string | undefined;
  /** 55, 54, 38, 40, 44, 59 */
  readonly symbol: string;
  readonly side: string;
  readonly orderQty?: string | undefined;
  readonly ordType?: string | undefined;
  readonly price?: string | undefined;
  readonly timeInForce?: string | undefined;
  /** Fields of the order that are repeated as they came, by tag. */
  readonly echo?: ReadonlyMap<number, string> | undefined;
  /** 32, 31 */
  readonly lastQty?: string | undefined;
  readonly lastPx?: string | undefined;
  /** 151, 14, 6 */
  readonly leavesQty: string;
  readonly cumQty: string;
  readonly avgPx: string;
  /** 60 */
  readonly at: Micros;
  /** 58 */
  readonly text?: string | undefined;
  /** 12, with 13=3: what this fill costs, in the currency of its price; below 0 it earns that. */
  readonly commission?: string | undefined;
  /** 851: 1 added, 2 removed, 4 auction. */
  readonly liquidity?: '1' | '2' | '4' | undefined;
}

/** ExecRestatementReason (378): repricing, partial decline of OrderQty, other. */
export type RestatementReason = 3 | 5 | 99;
/** CommType (13): an amount, neither a share's nor a percentage. */
const ABSOLUTE = '3';
/** What every version has in its place: the broker's option. */
const BROKER_OPTION = 4;

/** Which of the answers to an OrderMassStatusRequest (AF) a report is. */
export interface MassPlace {
  readonly requestId: string;
  readonly kind: string;
  readonly total: number;
  readonly last: boolean;
}

/** What a drop copy has beside the report: the CompID of whom the report went to. */
export interface CopyHead {
  readonly deliverTo: string;
}

/** Where a version has no ExecType (150) of its own for a triggered stop, its order is restated. */
function told(d: Dialect, r: ReportFields): Pick<ReportFields, 'execType' | 'restatementReason'> {
  const { execType, restatementReason } = r;
  if (execType !== 'L' || d.dictionary.lists(Tag.ExecType, 'L')) return { execType, restatementReason };
  return { execType: 'D', restatementReason: 99 };
}

/** ExecutionReport (8): the one builder. */
export function executionReport(w: MessageWriter, d: Dialect, r: ReportFields, copy?: CopyHead): void {
  const put = (tag: number, value: string | undefined): void => {
    if (value !== undefined && d.has('8', tag)) w.text(tag, value);
  };
  if (copy) w.text(Tag.DeliverToCompID, copy.deliverTo).text(d.is42 ? COPY_INDICATOR_42 : Tag.CopyMsgIndicator, 'Y');
  w.text(Tag.OrderID, r.orderId);
  if (r.clOrdId !== '') w.text(Tag.ClOrdID, r.clOrdId);
  put(Tag.OrigClOrdID, r.origClOrdId);
  put(Tag.SecondaryClOrdID, r.secondaryClOrdId);
  put(Tag.SecondaryExecID, r.tradeId);
  put(Tag.OrdStatusReqID, r.requestId);
  if (r.mass) massPlace(w, d, r.mass);
  w.text(Tag.ExecID, r.execId);
  put(Tag.ExecRefID, r.execRefId);
  const { ordStatus, origClOrdId } = r;
  const { execType, restatementReason } = told(d, r);
  writeExecution(w, d, {
    execType,
    ordStatus,
    done: r.leavesQty === '0',
    replaced: execType === '5' && origClOrdId !== undefined,
  });
  if (r.ordRejReason !== undefined) w.int(Tag.OrdRejReason, rejReason(d, r.ordRejReason));
  if (restatementReason !== undefined)
    w.int(Tag.ExecRestatementReason, d.reason(Tag.ExecRestatementReason, restatementReason, BROKER_OPTION));
  put(Tag.Account, r.account);
  w.text(Tag.Symbol, r.symbol).text(Tag.Side, r.side);
  put(Tag.OrderQty, r.orderQty);
  put(Tag.OrdType, r.ordType);
  put(Tag.Price, r.price);
  put(Tag.TimeInForce, r.timeInForce);
  for (const [tag, value] of r.echo ?? []) put(tag, value);
  put(Tag.LastQty, r.lastQty);
  put(Tag.LastPx, r.lastPx);
  w.text(Tag.LeavesQty, r.leavesQty).text(Tag.CumQty, r.cumQty).text(Tag.AvgPx, r.avgPx).utc(Tag.TransactTime, r.at);
  if (r.commission !== undefined) w.text(Tag.Commission, r.commission).text(Tag.CommType, ABSOLUTE);
  put(Tag.Text, r.text);
  if (r.liquidity !== undefined && d.dictionary.lists(Tag.LastLiquidityInd, r.liquidity)) put(Tag.LastLiquidityInd, r.liquidity);
}

function massPlace(w: MessageWriter, d: Dialect, m: MassPlace): void {
  w.text(Tag.MassStatusReqID, m.requestId);
  if (d.has('8', Tag.MassStatusReqType)) w.text(Tag.MassStatusReqType, m.kind);
  if (d.has('8', Tag.MassStatusReqType)) w.text(Tag.MassStatusReqType, m.kind);
  w.int(Tag.TotNumReports, m.total).flag(Tag.LastRptRequested, m.last);
}

/** CxlRejReason (102): too late, unknown order, exchange option, duplicate ClOrdID, other. */
export type CxlRejReason = 0 | 1 | 2 | 6 | 99;

/** An OrderCancelReject (9). */
export interface CancelRejectFields {
  readonly orderId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly ordStatus: string;
  readonly at: Micros;
  /** 434: 1 answers a cancel, 2 a replace. */
  readonly responseTo: '1' | '2';
  readonly reason: CxlRejReason;
  readonly text: string;
}

/** OrderCancelReject (9): the one builder. */
export function cancelReject(w: MessageWriter, d: Dialect, r: CancelRejectFields): void {
  w.text(Tag.OrderID, r.orderId).text(Tag.ClOrdID, r.clOrdId).text(Tag.OrigClOrdID, r.origClOrdId);
  w.text(Tag.OrdStatus, r.ordStatus).utc(Tag.TransactTime, r.at).text(Tag.CxlRejResponseTo, r.responseTo);
  w.int(Tag.CxlRejReason, cxlReason(d, r.reason)).text(Tag.Text, r.text);
}
