import { Books } from '../src/core/books';
import type { Input } from '../src/core/facts';
import type { Turn } from '../src/core/turn';
import { Mailbox } from '../src/pipeline/mailbox';

export const OMS = 'FIX.4.4:GW->OMS';
export const VENUE = 'FIX.4.4:GW->VENUE';
/** Microseconds since 1970. */
export const AT = 1_795_000_000_000_000;

/** A mailbox with a settled venue, so that orders pass. */
export function line(turn: (t: Turn) => void): Mailbox {
  const mailbox = new Mailbox(new Books(), {
    turn,
    failed: error => {
      throw error;
    },
  });
  const limits = {
    firm: { maxOrderQty: '1000000', maxNotional: '1000000000', priceCollar: { percent: '10' }, maxOpenOrders: 1_000_000 },
  };
  const instruments = [{ symbol: '*', tick: '0.01', lot: '1', priorClose: '100' }];
  mailbox.post({ type: 'Started', version: '0', epoch: 'b', instruments, limits, venues: [VENUE] }, AT);
  mailbox.post({ type: 'SessionLoggedOn', session: VENUE }, AT);
  mailbox.post({ type: 'SessionSettled', session: VENUE }, AT);
  return mailbox;
}

const body = '55=MSFT\x0154=1\x0160=20261121-05:23:34.057\x0138=100\x0140=2\x0144=100.12\x0159=0\x0121=1\x01';

/** NewOrderSingle number `n`, passed through. */
export function order(n: number): Input {
  return {
    type: 'ParentOrderReceived',
    session: OMS,
    clOrdId: `LG2l8h-${n}`,
    symbol: 'MSFT',
    side: '1',
    orderQty: '100',
    ordType: '2',
    price: '100.12',
    timeInForce: '0',
    strategy: undefined,
    parameters: undefined,
    effectiveTime: undefined,
    expireTime: undefined,
    body,
    unknownTo: undefined,
  };
}

/** The venue's report on order number `n`: acknowledged, or filled whole. */
export function report(n: number, execType: '0' | 'F'): Input {
  return {
    type: 'VenueReportReceived',
    session: VENUE,
    clOrdId: `bC${n.toString(36)}`,
    origClOrdId: undefined,
    orderId: `V${n}`,
    execId: `X${n}${execType}`,
    execType,
    ordStatus: execType === '0' ? '0' : '2',
    symbol: 'MSFT',
    side: '1',
    orderQty: '100',
    price: '100.12',
    lastQty: execType === 'F' ? '100' : undefined,
    lastPx: execType === 'F' ? '100.12' : undefined,
    cumQty: execType === 'F' ? '100' : '0',
    execRefId: undefined,
    ordRejReason: undefined,
    text: undefined,
  };
}
