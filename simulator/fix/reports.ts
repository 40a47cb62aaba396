import type { Micros } from '../../src/core/numbers';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';
import type { Dialect } from '../../src/fix/translate/dialect';
import { writeExecution } from '../../src/fix/translate/execution';
import { cxlReason, rejReason } from '../../src/fix/translate/reasons';

/** An ExecutionReport (8) as texts; what is undefined is left out. Tags in the order of the fields. */
export interface ReportFields {
  /** 37 */
  readonly orderId: string;
  /** 11 */
  readonly clOrdId: string;
  /** 41 */
  readonly origClOrdId?: string | undefined;
  /** 526 */
  readonly secondaryClOrdId?: string | undefined;
  /** 527: the trade's number, the same on both sides. */
  readonly tradeId?: string | undefined;
  /** 790 */
  readonly requestId?: string | undefined;
  /** 17 */
  readonly execId: string;
  /** 150 */
  readonly execType: '0' | '4' | '5' | '8' | 'F' | 'I';
  /** 39 */
  readonly ordStatus: string;
  /** 103 */
  readonly ordRejReason?: number | undefined;
  /** 1 */
  readonly account?: string | undefined;
  /** 55, 54, 38, 40, 44, 59 */
  readonly symbol: string;
  readonly side: string;
  readonly orderQty?: string | undefined;
  readonly ordType?: string | undefined;
  readonly price?: string | undefined;
  readonly timeInForce?: string | undefined;
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
  /** 851: 1 added, 2 removed. */
  readonly liquidity?: '1' | '2' | undefined;
}

/** ExecutionReport (8): the one builder. */
export function executionReport(w: MessageWriter, d: Dialect, r: ReportFields): void {
  const put = (tag: number, value: string | undefined): void => {
    if (value !== undefined && d.has('8', tag)) w.text(tag, value);
  };
  w.text(Tag.OrderID, r.orderId).text(Tag.ClOrdID, r.clOrdId);
  put(Tag.OrigClOrdID, r.origClOrdId);
  put(Tag.SecondaryClOrdID, r.secondaryClOrdId);
  put(Tag.SecondaryExecID, r.tradeId);
  put(Tag.OrdStatusReqID, r.requestId);
  w.text(Tag.ExecID, r.execId);
  const { execType, ordStatus, origClOrdId } = r;
  writeExecution(w, d, {
    execType,
    ordStatus,
    done: r.leavesQty === '0',
    replaced: execType === '5' && origClOrdId !== undefined,
  });
  if (r.ordRejReason !== undefined) w.int(Tag.OrdRejReason, rejReason(d, r.ordRejReason));
  put(Tag.Account, r.account);
  w.text(Tag.Symbol, r.symbol).text(Tag.Side, r.side);
  put(Tag.OrderQty, r.orderQty);
  put(Tag.OrdType, r.ordType);
  put(Tag.Price, r.price);
  put(Tag.TimeInForce, r.timeInForce);
  put(Tag.LastQty, r.lastQty);
  put(Tag.LastPx, r.lastPx);
  w.text(Tag.LeavesQty, r.leavesQty).text(Tag.CumQty, r.cumQty).text(Tag.AvgPx, r.avgPx).utc(Tag.TransactTime, r.at);
  put(Tag.Text, r.text);
  put(Tag.LastLiquidityInd, r.liquidity);
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
