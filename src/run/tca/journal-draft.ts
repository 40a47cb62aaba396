import { decimalsOf, type Micros, unitsOf } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import type { OrderState } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import type { RebuiltFill, RebuiltOrder } from '../../drop-copy/rebuild/order';

/** A fill while a journal is read, its numbers as text: a parent and its child share it, so that a bust counts with both. */
export interface DraftFill extends Pick<RebuiltFill, 'at' | 'liquidity' | 'venue'> {
  execId: string;
  qty: string;
  px: string;
  busted: boolean;
}

/** An order while a journal is read. */
export interface Draft {
  readonly index: number;
  readonly about: Pick<RebuiltOrder, 'session' | 'clOrdIds' | 'symbol' | 'side' | 'ordType' | 'timeInForce' | 'destination'> &
    Partial<Pick<RebuiltOrder, 'orderId' | 'parent' | 'account' | 'strategy' | 'decided' | 'from' | 'until'>>;
  /** Scales of what `state` counts. */
  readonly scales: { readonly qtyScale: number; readonly priceScale: number };
  readonly received: Micros;
  ended: Micros | undefined;
  readonly state: () => OrderState;
  readonly fills: DraftFill[];
  replaced: number;
  refused: number;
}

/** A parent as it was proposed; the books go on writing its state, also after they have let go of it. */
export function draftOfParent(index: number, parent: Parent, at: Micros): Draft {
  const { session, clOrdIds, instrument, side, ordType, timeInForce, strategy, received } = parent;
  return {
    index,
    about: {
      session,
      clOrdIds: [...clOrdIds],
      symbol: instrument.symbol,
      side,
      ordType,
      timeInForce,
      destination: received.exDestination ?? 'gateway',
      orderId: parent.parentId,
      account: received.account,
      strategy,
      decided: received.madeAt,
      from: received.effectiveTime,
      until: received.expireTime,
    },
    scales: instrument,
    received: at,
    ended: undefined,
    state: () => parent.state,
    fills: [],
    replaced: 0,
    refused: 0,
  };
}

/** A child as it was released to its venue. */
export function draftOfChild(index: number, parent: Draft, child: Child, at: Micros): Draft {
  return {
    index,
    about: {
      ...parent.about,
      clOrdIds: [child.childId],
      ordType: child.ordType,
      timeInForce: child.timeInForce,
      destination: child.venue ?? '',
      orderId: child.venueOrderId,
      parent: parent.index,
      decided: undefined,
      from: undefined,
    },
    scales: parent.scales,
    received: at,
    ended: undefined,
    state: () => child.state,
    fills: [],
    replaced: 0,
    refused: 0,
  };
}

/** The order in the numbers of a rebuilt one: as fine as its finest fill. */
export function rebuiltOf({ index, about, scales, received, ended, state, fills, replaced, refused }: Draft): RebuiltOrder {
  const pxScale = Math.max(scales.priceScale, ...fills.map(f => decimalsOf(f.px)));
  const qtyScale = Math.max(scales.qtyScale, ...fills.map(f => decimalsOf(f.qty)));
  const now = state();
  const [finerQty, finerPx] = [10 ** (qtyScale - scales.qtyScale), 10 ** (pxScale - scales.priceScale)];
  return {
    orderId: undefined,
    parent: undefined,
    account: undefined,
    strategy: undefined,
    from: undefined,
    until: undefined,
    ...about,
    index,
    received,
    ended,
    qtyScale,
    pxScale,
    state: {
      ...now,
      orderQty: now.orderQty * finerQty,
      cumQty: now.cumQty * finerQty,
      price: now.price === undefined ? undefined : now.price * finerPx,
    },
    fills: fills.map(f => ({
      ...f,
      qty: unitsOf(f.qty, qtyScale) ?? 0,
      px: unitsOf(f.px, pxScale) ?? 0,
      fee: undefined,
    })),
    replaced,
    refused,
    custom: '',
  };
}
