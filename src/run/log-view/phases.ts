import type { Micros } from '../../core/numbers';
import { Spread as Quantiles } from '../../drop-copy/rebuild/spread';
import type { MessageView } from '../../fix/codec/view';
import { Begun, type Spread, spreadOf } from './latency';

/** What is measured of the messages between two parties. */
export const PHASES = ['D to first 8', 'G or F to answer', 'acknowledged to first fill', 'log minus SendingTime'] as const;
export type Phase = (typeof PHASES)[number];

const CL_ORD_ID = 11;
const ORIG_CL_ORD_ID = 41;
const ORD_STATUS = 39;
const EXEC_TYPE = 150;
const LAST_QTY = 32;
const SENDING_TIME = 52;
const POSS_DUP = 43;

/** An order until its first fill. */
interface Order {
  readonly sent: Micros;
  acknowledged: Micros | undefined;
}

/**
 * How long answers take, between two parties: from the message that asks to the first that answers it, both by one clock (the log's stamps, else SendingTimes). A message
 * that is sent again (43=Y) counts nowhere.
 */
export class Phases {
  private readonly spreads = new Map<Phase, Quantiles>(PHASES.map(phase => [phase, new Quantiles()]));
  private readonly orders = new Begun<Order>();
  private readonly requests = new Begun<Micros>();

  /** `at`: of the message as it is to be counted; `logged`: by the log, where it says. */
  message(view: MessageView, at: Micros | undefined, logged: Micros | undefined): void {
    if (view.flag(POSS_DUP)) return;
    const sent = view.utcMicros(SENDING_TIME);
    if (logged !== undefined && sent !== undefined) this.add('log minus SendingTime', logged - sent);
    const id = view.text(CL_ORD_ID);
    if (at === undefined || id === undefined) return;
    switch (view.msgType) {
      case 'D':
        return this.orders.begin(id, { sent: at, acknowledged: undefined });
      case 'G':
      case 'F':
        return this.requests.begin(id, at);
      case '8':
        return this.report(view, id, at);
      case '9':
        return this.answered(id, at);
      default:
    }
  }

  /** What took how long, phases without a case left out. */
  told(): { phase: Phase; spread: Spread }[] {
    return PHASES.map(phase => ({ phase, spread: spreadOf(this.spreads.get(phase)!) })).filter(
      (each): each is { phase: Phase; spread: Spread } => each.spread !== undefined,
    );
  }

  private report(view: MessageView, id: string, at: Micros): void {
    this.answered(id, at);
    const order = this.orders.get(id) ?? this.renamed(view, id);
    if (!order) return;
    if (order.acknowledged === undefined) {
      order.acknowledged = at;
      this.add('D to first 8', at - order.sent);
    } else if (isFill(view)) this.add('acknowledged to first fill', at - order.acknowledged);
    if (isFill(view) || ENDED.has(view.char(ORD_STATUS) ?? '')) this.orders.end(id);
  }

  /** A replaced order goes on under its new ClOrdID. */
  private renamed(view: MessageView, id: string): Order | undefined {
    const before = view.char(EXEC_TYPE) === REPLACED ? view.text(ORIG_CL_ORD_ID) : undefined;
    const order = before === undefined ? undefined : this.orders.end(before);
    if (order) this.orders.begin(id, order);
    return order;
  }

  private answered(id: string, at: Micros): void {
    const asked = this.requests.end(id);
    if (asked !== undefined) this.add('G or F to answer', at - asked);
  }

  private add(phase: Phase, micros: Micros): void {
    this.spreads.get(phase)!.add(micros);
  }
}

const REPLACED = '5';
/** OrdStatus (39) of an order to which nothing more happens: Filled, Canceled, Rejected, Expired. */
const ENDED: ReadonlySet<string> = new Set(['2', '4', '8', 'C']);

/** ExecType (150) F, or 1 and 2 of FIX.4.2, with a LastQty (32) above zero. */
function isFill(view: MessageView): boolean {
  const type = view.char(EXEC_TYPE);
  return (type === 'F' || type === '1' || type === '2') && /[1-9]/.test(view.text(LAST_QTY) ?? '');
}
