import { ZERO } from '../../../src/core/numbers';
import { newOrder } from '../../../src/core/order/order';
import type { RebuiltFill, RebuiltOrder } from '../../../src/drop-copy/rebuild/order';
import type { SymbolMarket } from '../../../src/drop-copy/tca/market';

/** 5 January 2026, 14:30 UTC, in microseconds. */
export const START = 1_767_623_400_000_000;
/** A moment so many seconds after it. */
export const at = (seconds: number): number => START + Math.round(seconds * 1e6);

/** Prices in hundredths of a cent, whole shares. */
export const PX_SCALE = 4;

export interface MadeUpFill extends Partial<RebuiltFill> {
  readonly at: number;
  readonly qty: number;
  readonly px: number;
}

let fillNo = 0;

/** A fill; `px` is in units of the order's scale. */
export const fillOf = (of: MadeUpFill): RebuiltFill => ({
  execId: `E${++fillNo}`,
  liquidity: undefined,
  venue: 'XSIM',
  fee: undefined,
  busted: false,
  ...of,
});

/** A buy order of 1,000 ACME that came at START; what was filled and closed follows from `fills`, `orderQty` and `closed`. */
export function orderOf({
  orderQty = 1_000,
  closed,
  fills = [],
  ...of
}: Partial<Omit<RebuiltOrder, 'state'>> & {
  orderQty?: number;
  closed?: RebuiltOrder['state']['closed'];
} = {}): RebuiltOrder {
  const cumQty = fills.reduce((sum, f) => sum + (f.busted ? 0 : f.qty), 0);
  return {
    index: 0,
    session: 'OMS->GW',
    clOrdIds: ['A1'],
    orderId: 'P1',
    parent: undefined,
    symbol: 'ACME',
    side: '1',
    ordType: '1',
    timeInForce: '0',
    account: undefined,
    strategy: undefined,
    destination: 'GW',
    received: START,
    ended: at(60),
    from: undefined,
    until: undefined,
    qtyScale: 0,
    pxScale: PX_SCALE,
    state: { ...newOrder(orderQty, undefined), acknowledged: true, cumQty, cost: ZERO, closed },
    fills,
    replaced: 0,
    refused: 0,
    custom: '',
    ...of,
  };
}

/** A market of mids, as text with at most four decimals, from so many seconds on; and of trades. */
export function marketOf(
  mids: readonly (readonly [seconds: number, mid: number])[],
  trades: readonly (readonly [seconds: number, qty: number, px: number])[] = [],
  more: Partial<SymbolMarket> = {},
): SymbolMarket {
  return {
    kind: 'quotes',
    from: ['made up'],
    scale: PX_SCALE,
    prices: { at: mids.map(([s]) => at(s)), twice: mids.map(([, mid]) => Math.round(2e4 * mid)) },
    trades:
      trades.length === 0
        ? undefined
        : {
            at: trades.map(([s]) => at(s)),
            qty: trades.map(([, qty]) => qty),
            px: trades.map(([, , px]) => px),
            own: trades.map(() => false),
          },
    isByBars: false,
    until: at(600),
    ...more,
  };
}
