import type { DepthSide } from '../../core/depth-side';
import type { Micros } from '../../core/numbers';
import type { LoggedMessage } from '../../drop-copy/read/message';
import type { PriceColumns, SymbolMarket } from '../../drop-copy/tca/market';
import { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import { MarketDataReader } from '../../fix/translate/market-data-reader';

/** Logs do not say how fine their symbols are: finer numbers are left out, and counted. */
const SCALES = { priceScale: 8, qtyScale: 4 };
const MSG_TYPE = Buffer.from('\x0135=');
/** Where MsgType (35) stands at the latest: behind BeginString (8) and BodyLength (9). */
const HEAD = 40;
const [W, X, SOH] = [87, 88, 1];

interface Told {
  /** Who told of the symbol first; others are not mixed in. */
  readonly by: string;
  readonly prices: PriceColumns;
  readonly trades: { readonly at: number[]; readonly px: number[]; readonly qty: number[]; readonly own: boolean[] };
  until: Micros;
}

interface Sender {
  readonly reader: MarketDataReader;
  /** MsgSeqNum (34) of the message that was read last: two logs may hold the same one. */
  seq: number;
}

/** The market data that a log itself holds: snapshots (W) and updates (X), a book a symbol, by the log's stamp or SendingTime (52). Only changes of the best prices are kept. */
export class LogMarket {
  private readonly symbols = new Map<string, Told>();
  private readonly senders = new Map<string, Sender>();
  private readonly view = new MessageView();
  private at: Micros = 0;
  private sender = '';
  /** Messages with market data. */
  messages = 0;

  /** Takes a message of the log; all but market data are passed over. */
  message({ buf, start, end, at }: LoggedMessage): void {
    const type = buf.subarray(start, Math.min(end, start + HEAD)).indexOf(MSG_TYPE);
    if (type < 0) return;
    const letter = buf[start + type + MSG_TYPE.length];
    if ((letter !== W && letter !== X) || buf[start + type + MSG_TYPE.length + 1] !== SOH) return;
    const { view } = this;
    if (!view.read(buf, start, end)) return;
    const when = at ?? view.utcMicros(Tag.SendingTime);
    if (when === undefined) return;
    this.at = Math.max(this.at, when);
    this.sender = view.text(Tag.SenderCompID) ?? '';
    const from = this.senderOf(this.sender);
    const seq = view.int(Tag.MsgSeqNum) ?? 0;
    if (seq === from.seq) return;
    from.seq = seq;
    this.messages++;
    from.reader.read(view);
  }

  /** What the log tells of a symbol; undefined where that is nothing. */
  of(symbol: string): SymbolMarket | undefined {
    const told = this.symbols.get(symbol);
    if (!told) return undefined;
    const { prices, trades, until } = told;
    return {
      kind: prices.at.length > 0 ? 'books' : undefined,
      from: ['log'],
      scale: SCALES.priceScale,
      prices,
      trades: trades.at.length > 0 ? trades : undefined,
      isByBars: false,
      until,
    };
  }

  private senderOf(name: string): Sender {
    let sender = this.senders.get(name);
    if (sender) return sender;
    const reader = new MarketDataReader({
      scalesOf: symbol => (this.toldOf(symbol).by === this.sender ? SCALES : undefined),
      traded: (symbol, px, qty) => this.traded(symbol, px, qty),
      lastIs: () => undefined,
      bookIs: (symbol, bids, asks) => this.bookIs(symbol, bids, asks),
    });
    this.senders.set(name, (sender = { reader, seq: -1 }));
    return sender;
  }

  private toldOf(symbol: string): Told {
    let told = this.symbols.get(symbol);
    if (!told) {
      const trades = { at: [], px: [], qty: [], own: [] };
      this.symbols.set(symbol, (told = { by: this.sender, prices: { at: [], twice: [] }, trades, until: this.at }));
    }
    return told;
  }

  private traded(symbol: string, px: number, qty: number): void {
    const { trades } = this.toldOf(symbol);
    trades.at.push(this.at);
    trades.px.push(px / 10 ** SCALES.priceScale);
    trades.qty.push(qty / 10 ** SCALES.qtyScale);
    trades.own.push(false);
  }

  private bookIs(symbol: string, bids: DepthSide, asks: DepthSide): void {
    const told = this.toldOf(symbol);
    told.until = this.at;
    if (bids.count === 0 || asks.count === 0 || asks.px[0]! <= bids.px[0]!) return;
    told.prices.at.push(this.at);
    told.prices.twice.push(bids.px[0]! + asks.px[0]!);
  }
}
