import type { Day } from '../../core/civil';
import type { BarRow, BookRow, OrderRow, QuoteRow, TradeRow } from '../../core/market-data-rows';
import { Cells, type Scales } from './cells';

/** What a file's rows are. */
export interface RowsByKind {
  readonly quotes: QuoteRow;
  readonly trades: TradeRow;
  readonly bars: BarRow;
  readonly books: BookRow;
  readonly orders: OrderRow;
}
export type Kind = keyof RowsByKind;
export type AnyRow = RowsByKind[Kind];

/** What a file does not say of itself. */
export interface Told {
  /** The civil day of a file whose stamps count from midnight. */
  readonly day?: Day | undefined;
}

/** A line as a row; undefined where the line holds none of this kind. Throws Wrong. */
export type ReadLine<R> = (text: string, line: number) => R | undefined;

/** A format of files that we read: one entry of FORMATS. */
export interface Format<K extends Kind = Kind> extends Scales {
  readonly name: string;
  readonly kind: K;
  readonly about: string;
  /** First line of such a file, exactly; absent where the format has none and so must be named. */
  readonly head?: string;
  /** The first lines begin with this: a format that carries its own head. */
  readonly mark?: string;
  /** The format's stamps count from midnight: its day must be told. */
  readonly needsDay?: true;
  /** `told.day` is there where the format needs it. */
  readonly open: (told: Told) => ReadLine<RowsByKind[K]>;
}

/** How the lines of a delimited file become rows. */
interface Delimited<K extends Kind> extends Scales {
  readonly name: string;
  readonly kind: K;
  readonly about: string;
  /** Names of the columns, with the delimiter between them. */
  readonly columns: string;
  readonly delimiter?: ',' | ';';
  /** False where the file has no line that names them. */
  readonly headed?: false;
  readonly needsDay?: true;
  readonly open: (cells: Cells, told: Told) => (line: number) => RowsByKind[K];
}

/** A format of one row a line, its cells between delimiters and none of them quoted. */
export function delimited<K extends Kind>(of: Delimited<K>): Format<K> {
  const { name, kind, about, columns, delimiter = ',', headed, needsDay, priceScale, qtyScale } = of;
  const open = (told: Told): ReadLine<RowsByKind[K]> => {
    const cells = new Cells(columns.split(delimiter), delimiter, of);
    const row = of.open(cells, told);
    return (text, line) => {
      cells.load(text);
      return row(line);
    };
  };
  const format = { name, kind, about, priceScale, qtyScale, open };
  return { ...format, ...(headed !== false && { head: columns }), ...(needsDay && { needsDay }) };
}
