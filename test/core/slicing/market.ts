import type { FactOf } from '../../../src/core/facts';
import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import { Rig, type RigOptions } from '../rig';

/** What a decision is shown of ACME: 100.00 x 500 to 100.01 x 500, some 20 shares a second in trades of 100, sellers and buyers alike. */
export interface Shown {
  readonly bids?: FactOf<'MarketSeen'>['bids'];
  readonly asks?: FactOf<'MarketSeen'>['asks'];
  readonly features?: Readonly<Record<string, number | null>>;
  /** How long ago it was received (us). */
  readonly age?: number;
}

const CALM: Readonly<Record<string, number>> = { trades: 20, signedTrades: 0, tradeCount: 0.2 };

/** Posts what the market shows now, quote included. */
export function show(rig: Rig, { bids = [['100', '500']], asks = [['100.01', '500']], features = {}, age = 0 }: Shown = {}): Rig {
  const values: Readonly<Record<string, number | null>> = { ...CALM, ...features };
  const vector = SYMBOL_FEATURES.map(({ name }) => values[name] ?? null);
  rig.quote(bids[0]?.[0], asks[0]?.[0]);
  return rig.post({ type: 'MarketSeen', symbol: 'ACME', asOf: rig.at - age, bids, asks, features: vector });
}

/** A VWAP, whose slices are weighed: 1,000 to buy at 100.50 or better over 100 s in ten slots. */
export function weighing(options: RigOptions = {}, parameters: Readonly<Record<string, string>> = {}): Rig {
  const rig = Rig.ready(options);
  rig.order('W', {
    strategy: '1',
    orderQty: '1000',
    price: '100.5',
    parameters: { Duration: '100', SlotSeconds: '10', ...parameters },
  });
  rig.heard();
  return rig;
}

/** What the latest slice that was weighed came to. */
export const lastWeighed = (rig: Rig): FactOf<'SliceWeighed'> | undefined => rig.facts('SliceWeighed').at(-1);
