import type { BarRow, BookRow, OrderRow, QuotedLevel, QuoteRow, TradeRow } from '../../core/market-data-rows';
import { formatDecimal, parseDecimal } from '../../core/numbers';
import { Cells, type Scales, Wrong } from './cells';
import type { AnyRow, Format, Kind, ReadLine, RowsByKind } from './format';
import { level } from './level';
import { epochFromText } from './stamp';

/** First word of a file in our own format. */
export const MARK = '#sluice-rows';
const VERSION = '1';

/** Columns of each kind between those that every kind has (`at` and `received` in microseconds, prices and quantities as decimals). */
const OWN = {
  quotes: 'venue,bid,bidQty,ask,askQty',
  trades: 'venue,price,qty,aggressor,conditions,correction',
  bars: 'length,open,high,low,close,volume,vwap',
  books: 'bids,asks',
  orders: 'kind,orderId,side,price,qty',
} as const satisfies Record<Kind, string>;

/** The line that names the columns of a kind. `source` is the line of the raw file, `flags` what the cleansing said of the row. */
export const columnsOf = (kind: Kind): string => `source,at,received,symbol,${OWN[kind]},flags`;

/** First line of a file of ours. */
export const markOf = (kind: Kind, { priceScale, qtyScale }: Scales): string =>
  `${MARK} ${VERSION} kind=${kind} priceScale=${priceScale} qtyScale=${qtyScale}`;

type Write<K extends Kind> = (row: RowsByKind[K], price: (n: number) => string, qty: (n: number) => string) => string;

const side = (l: QuotedLevel | undefined, price: (n: number) => string, qty: (n: number) => string): string =>
  l === undefined ? ',' : `${price(l.price)},${qty(l.qty)}`;

const levels = (list: readonly QuotedLevel[], price: (n: number) => string, qty: (n: number) => string): string =>
  list.map(l => `${price(l.price)}:${qty(l.qty)}`).join('|');

const WRITE: { readonly [K in Kind]: Write<K> } = {
  quotes: (r: QuoteRow, price, qty) => `${r.venue ?? ''},${side(r.bid, price, qty)},${side(r.ask, price, qty)}`,
  trades: (r: TradeRow, price, qty) =>
    `${r.venue ?? ''},${price(r.price)},${qty(r.qty)},${r.aggressor ?? ''},${r.conditions ?? ''},${r.correction ?? ''}`,
  bars: (r: BarRow, price, qty) =>
    `${r.length},${price(r.open)},${price(r.high)},${price(r.low)},${price(r.close)},${qty(r.volume)},` +
    `${r.vwap === undefined ? '' : price(r.vwap)}`,
  books: (r: BookRow, price, qty) => `${levels(r.bids, price, qty)},${levels(r.asks, price, qty)}`,
  orders: (r: OrderRow, price, qty) => `${r.kind},${r.orderId},${r.side},${price(r.price)},${qty(r.qty)}`,
};

/** Writes rows of a kind as lines of our own format, without their ends; `flags` stands in the last cell. */
export function rowWriter(kind: Kind, { priceScale, qtyScale }: Scales): (row: AnyRow, flags: string) => string {
  const write = WRITE[kind] as Write<Kind>;
  const price = (n: number): string => formatDecimal(n, priceScale);
  const qty = (n: number): string => formatDecimal(n, qtyScale);
  return (row, flags) => `${row.line},${row.at},${row.received ?? ''},${row.symbol ?? ''},${write(row, price, qty)},${flags}`;
}

const micros = (text: string): number | undefined => epochFromText(text, 6);
const optional = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
const textOr = (text: string): string | undefined => (text === '' ? undefined : text);

function aggressor(cells: Cells, column: number): 'buy' | 'sell' | undefined {
  const text = cells.text(column);
  if (text === '') return undefined;
  return text === 'buy' || text === 'sell' ? text : cells.wrong(column, 'is neither buy nor sell');
}

const ORDER_KINDS: readonly string[] = ['added', 'changed', 'deleted', 'executed'] satisfies OrderRow['kind'][];

type Read<R> = (cells: Cells, base: { at: number; line: number }, scales: Scales) => R;

const READ: { readonly [K in Kind]: Read<RowsByKind[K]> } = {
  quotes: (c, base) => {
    const at = (column: number) => (c.text(column) === '' ? undefined : level(c.price(column), c.qty(column + 1)));
    return { ...base, ...optional('venue', textOr(c.text(4))), bid: at(5), ask: at(7) };
  },
  trades: (c, base) => ({
    ...base,
    ...optional('venue', textOr(c.text(4))),
    price: c.price(5),
    qty: c.qty(6),
    ...optional('aggressor', aggressor(c, 7)),
    ...optional('conditions', textOr(c.text(8))),
    ...optional('correction', textOr(c.text(9))),
  }),
  bars: (c, base) => ({
    ...base,
    length: c.number(4, 0),
    open: c.price(5),
    high: c.price(6),
    low: c.price(7),
    close: c.price(8),
    volume: c.qty(9),
    ...optional('vwap', c.text(10) === '' ? undefined : c.price(10)),
  }),
  books: (c, base, scales) => ({ ...base, bids: levelsIn(c, 4, scales), asks: levelsIn(c, 5, scales) }),
  orders: (c, base) => {
    const kind = c.text(4);
    if (!ORDER_KINDS.includes(kind)) c.wrong(4, `is none of ${ORDER_KINDS.join(', ')}`);
    const side = aggressor(c, 6) ?? c.wrong(6, 'is empty');
    return { ...base, kind: kind as OrderRow['kind'], orderId: c.text(5), side, price: c.price(7), qty: c.qty(8) };
  },
};

function levelsIn(cells: Cells, column: number, { priceScale, qtyScale }: Scales): QuotedLevel[] {
  const text = cells.text(column);
  if (text === '') return [];
  return text.split('|').map(pair => {
    const [price, qty] = pair.split(':');
    const [p, q] = [parseDecimal(price ?? '', priceScale), parseDecimal(qty ?? '', qtyScale)];
    return typeof p === 'number' && typeof q === 'number'
      ? { price: p, qty: q }
      : cells.wrong(column, 'has a level that is none');
  });
}

/** The format of a file of ours, told by its first line. Throws Wrong where that line is damaged or of a later version. */
export function formatOfMark(first: string): Format {
  const found = /^#sluice-rows (\d+) kind=([a-z]+) priceScale=(\d{1,2}) qtyScale=(\d{1,2})$/.exec(first);
  if (!found) throw new Wrong('is no first line of a file of ours: it is damaged');
  if (found[1] !== VERSION) throw new Wrong(`is of version ${found[1]} of our format, and this release reads version ${VERSION}`);
  if (!Object.hasOwn(OWN, found[2]!)) throw new Wrong(`has rows of a kind '${found[2]}', which is none of ${Object.keys(OWN)}`);
  const kind = found[2] as Kind;
  const scales = { priceScale: Number(found[3]), qtyScale: Number(found[4]) };
  return { name: 'sluice-rows', kind, about: 'rows as we cleanse them', ...scales, open: () => reader(kind, scales) };
}

function reader(kind: Kind, scales: Scales): ReadLine<AnyRow> {
  const columns = columnsOf(kind);
  const cells = new Cells(columns.split(','), ',', scales);
  const read = READ[kind] as Read<AnyRow>;
  let headed = false;
  return (text, line) => {
    if (text.startsWith('#')) return undefined;
    if (!headed) {
      if (text !== columns) throw new Wrong(`must name the columns ${columns}`);
      headed = true;
      return undefined;
    }
    cells.load(text);
    const base = {
      at: cells.stamp(1, micros),
      line,
      ...optional('received', cells.text(2) === '' ? undefined : cells.stamp(2, micros)),
      ...optional('symbol', textOr(cells.text(3))),
    };
    return read(cells, base, scales);
  };
}
