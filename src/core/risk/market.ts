import { atScale, type Micros, type Px, type Qty } from '../numbers';

/** Length of a bucket of the tape (us), and how many there are: an hour. */
const BUCKET = 10_000_000;
const BUCKETS = 360;

const NOTHING = { seen: 0, own: 0 };

/** What a venue says of a symbol, and what has traded in it: all volumes in units of 10^-scale, as fine as the finest that came. */
export class Market {
  /** Whether it trades, by SecurityTradingStatus (326); undefined while nothing was said. */
  trading: boolean | undefined;
  /** SecurityTradingStatus (326) as it was told; '' while it was not. */
  status = '';
  /** A halt was told of, and no trading since. */
  halted = false;
  /** When trading last went on after a halt; 0 where it never did. */
  resumedAt: Micros = 0;
  /** TradingSessionSubID (625), else TradingSessionID (336); '' while nothing was said. */
  phase = '';
  /** LowLimitPrice (1148) and HighLimitPrice (1149), in price units. */
  low: Px | undefined;
  high: Px | undefined;
  /** Volume of the day that market data told of, and what of it was ours. */
  seen: Qty = 0;
  own: Qty = 0;
  /** What children at venues may still trade. */
  working: Qty = 0;
  scale = 0;
  private day: Micros = 0;
  /** The feed's running volume when it was last told. */
  private told: Qty = 0;
  /** Volume since the books began, and what it was when each of the last buckets began. */
  seenEver: Qty = 0;
  private ownEver: Qty = 0;
  private readonly seenBefore = new Array<Qty>(BUCKETS).fill(0);
  private readonly ownBefore = new Array<Qty>(BUCKETS).fill(0);
  private bucket = 0;

  /** The feed begins anew: its running volume begins at 0. */
  restarted(): void {
    this.told = 0;
  }

  /** The band was in other units, or of another instrument. */
  forgetBand(): void {
    this.low = undefined;
    this.high = undefined;
  }

  /** The feed's running volume is `volume` (units of `scale`) now. `day`: anything that is another one every day. */
  volumeIs(units: Qty, scale: number, at: Micros, day: Micros): void {
    this.turn(at, day);
    const volume = this.units(units, scale);
    const more = volume >= this.told ? volume - this.told : volume;
    this.told = volume;
    this.seen += more;
    this.seenEver += more;
  }

  /** We traded so much (units of `scale`); less than 0 where a trade was taken back. */
  traded(units: Qty, scale: number, at: Micros, day: Micros): void {
    this.turn(at, day);
    const qty = this.units(units, scale);
    this.own += qty;
    this.ownEver += qty;
  }

  /** Volume seen and our own part of it in the last `interval` us (at most an hour, in steps of ten seconds). */
  within(interval: Micros, at: Micros): { readonly seen: Qty; readonly own: Qty } {
    const span = Math.min(BUCKETS, Math.max(1, Math.ceil(interval / BUCKET)));
    const first = Math.max(Math.floor(at / BUCKET) - span, this.bucket - BUCKETS) + 1;
    if (first > this.bucket) return NOTHING;
    const seen = this.seenEver - this.seenBefore[first % BUCKETS]!;
    return { seen, own: this.ownEver - this.ownBefore[first % BUCKETS]! };
  }

  /** What children may still trade is more by so much (units of `scale`), or less. */
  works(more: Qty, scale: number): void {
    this.working += this.units(more, scale);
  }

  /** `qty` of `scale` in our own units; a finer one makes ours as fine. */
  units(qty: Qty, scale: number): Qty {
    const finer = 10 ** Math.max(0, scale - this.scale);
    if (finer > 1) {
      this.scale = scale;
      this.seen *= finer;
      this.own *= finer;
      this.told *= finer;
      this.working *= finer;
      this.seenEver *= finer;
      this.ownEver *= finer;
      for (let b = 0; b < BUCKETS; b++) {
        this.seenBefore[b]! *= finer;
        this.ownBefore[b]! *= finer;
      }
    }
    return atScale(qty, scale, this.scale);
  }

  private turn(at: Micros, day: Micros): void {
    if (day !== this.day) {
      this.day = day;
      this.seen = 0;
      this.own = 0;
    }
    const now = Math.floor(at / BUCKET);
    if (now <= this.bucket) return;
    for (let b = Math.max(this.bucket + 1, now - BUCKETS + 1); b <= now; b++) {
      this.seenBefore[b % BUCKETS] = this.seenEver;
      this.ownBefore[b % BUCKETS] = this.ownEver;
    }
    this.bucket = now;
  }
}

/** SecurityTradingStatus (326, FIX 4.4) in which orders match: 3 resumed, 17 ready to trade, 22 opening rotation, 23 fast market. */
export const TRADING: ReadonlySet<string> = new Set(['3', '17', '22', '23']);
/** SecurityTradingStatus (326) of a trading halt. */
export const HALT = '2';
