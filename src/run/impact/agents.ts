import type { Weather } from '../../../simulator/market/agents/weather';
import { momentOf } from '../../../simulator/market/facts/series';
import { Stage, WARM_UP } from '../../../simulator/market/facts/stage';
import { demoListing } from '../../../simulator/market/instruments';
import { BUY, SELL } from '../../../simulator/matching/types';
import type { Micros } from '../../core/numbers';
import { Chance } from '../../training/impact/chance';
import type { Metaorder } from '../../training/impact/metaorder';

export interface AgentOrders {
  readonly symbol: string;
  /** Seeds of the market, from `first` on: a cluster each. */
  readonly first: number;
  readonly seeds: number;
  /** Orders a seed, one after another. */
  readonly orders: number;
  readonly weather: Weather;
  /** Trading seconds of a day. */
  readonly daySeconds: number;
}

const SECOND: Micros = 1_000_000;
/** Between two slices, each a market order. */
const EVERY: Micros = 10 * SECOND;
/** The agents' usual order, lots. */
const UNIT = 100;
/** Before an order the market is watched for so long: what is known of it at arrival. */
const LOOK: Micros = 600 * SECOND;

/**
 * Metaorders worked as TWAPs of market orders on the agent market, one after another, and what each paid against the mid at its arrival:
 * synthetic. That market has no true exponent to find again. About a second a seed.
 */
export function* agentMetaorders(options: AgentOrders): Generator<Metaorder> {
  for (let seed = options.first; seed < options.first + options.seeds; seed++) yield* seedOrders(options, seed);
}

function* seedOrders({ symbol, orders, weather, daySeconds }: AgentOrders, seed: number): Generator<Metaorder> {
  const chance = new Chance('agent metaorders', seed);
  const watch = new Watch();
  const reference = demoListing(symbol).referencePriceTicks;
  const stage = new Stage({ seed, symbol, reference, start: 0, weather }, watch);
  stage.advance(WARM_UP);
  let at = WARM_UP;
  for (let n = 0; n < orders; n++) {
    const wait = Math.round(chance.between(30, 300)) * SECOND;
    const seen = watch.market(stage, { from: at + wait, daySeconds });
    at += wait + LOOK;
    const buy = chance.happens(0.5);
    const slices = Math.round(chance.logBetween(12, 90));
    const lots = Math.round(chance.logBetween(8, 250) * UNIT);
    if (!seen) continue;
    const paid = watch.work(stage, { buy, lots, slices, at });
    const duration = ((slices - 1) * EVERY) / SECOND;
    const start = at / SECOND;
    at += slices * EVERY;
    if (paid.lots === 0) continue;
    const cost = ((buy ? 1 : -1) * (paid.value / paid.lots - seen.mid) * 10_000) / seen.mid;
    const { volatility, spread } = seen;
    yield {
      cluster: `seed ${seed}`,
      symbol,
      buy,
      start,
      query: { size: paid.lots / seen.adv, volatility, spread, duration },
      cost,
    };
  }
}

/** What is known of a market at an order's arrival. */
interface Seen {
  readonly mid: number;
  readonly spread: number;
  readonly volatility: number;
  readonly adv: number;
}

/** Watches an agent market, and works orders in it. */
class Watch {
  private volume = 0;
  private own = { lots: 0, value: 0 };
  private working = false;
  private bid = 0;
  private ask = 0;

  quote(_at: Micros, bid: number, ask: number): void {
    this.bid = bid;
    this.ask = ask;
  }

  trade(_at: Micros, price: number, qty: number): void {
    this.volume += qty;
    if (!this.working) return;
    this.own.lots += qty;
    this.own.value += qty * price;
  }

  /** Lets `LOOK` pass from `from` on; undefined where a side was empty or nothing traded or moved: nothing to say then. */
  market(stage: Stage, { from, daySeconds }: { from: Micros; daySeconds: number }): Seen | undefined {
    stage.advance(from);
    const before = this.volume;
    const mids: number[] = [];
    for (let at = from; at <= from + LOOK; at += EVERY) {
      stage.advance(at);
      mids.push(stage.mid());
    }
    const returns = mids.slice(1).map((mid, i) => Math.log(mid / mids[i]!));
    const volatility = Math.sqrt(momentOf(returns, 2) * (daySeconds / (EVERY / SECOND)));
    const adv = ((this.volume - before) * daySeconds * SECOND) / LOOK;
    const mid = stage.mid();
    const seen = { mid, spread: ((this.ask - this.bid) / mid) * 10_000, volatility, adv };
    return Object.values(seen).every(v => Number.isFinite(v) && v > 0) ? seen : undefined;
  }

  /** Works an order in equal slices; what it paid. */
  work(stage: Stage, o: { buy: boolean; lots: number; slices: number; at: Micros }): { lots: number; value: number } {
    this.own = { lots: 0, value: 0 };
    for (let n = 0; n < o.slices; n++) {
      stage.advance(o.at + n * EVERY);
      const qty = Math.round((o.lots * (n + 1)) / o.slices) - Math.round((o.lots * n) / o.slices);
      this.working = true;
      if (qty > 0) stage.take(o.buy ? BUY : SELL, qty);
      this.working = false;
    }
    return this.own;
  }
}
