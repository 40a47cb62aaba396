import { parseDecimal } from '../../core/numbers';

/** What is wrong with a line; whoever knows file and line makes a DataError of it. */
export class Wrong extends Error {}

const SAID = {
  NotANumber: () => 'is not a number',
  TooFine: (n: number) => `has more than ${n} decimals`,
  TooLarge: () => 'is too large',
} as const;

/** The decimals that a column's numbers are counted with. */
export interface Scales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** The cells of one line of a delimited file, by the number of their column; every reader of a cell throws Wrong with the column's name. */
export class Cells {
  private cells: readonly string[] = [];

  constructor(
    private readonly columns: readonly string[],
    private readonly delimiter: string,
    private readonly scales: Scales,
  ) {}

  /** Takes the next line. */
  load(line: string): void {
    this.cells = line.split(this.delimiter);
    const [have, need] = [this.cells.length, this.columns.length];
    if (have < need) throw new Wrong(`has ${have} of ${need} columns: the line is cut off or of another format`);
    if (have > need) throw new Wrong(`has ${have} columns, and ${need} are expected: the line is of another format`);
  }

  text(column: number): string {
    return this.cells[column]!;
  }

  /** A price, in units of the file's price scale. */
  price(column: number): number {
    return this.number(column, this.scales.priceScale);
  }

  /** A quantity, in units of the file's quantity scale. */
  qty(column: number): number {
    const qty = this.number(column, this.scales.qtyScale);
    if (qty < 0) this.wrong(column, 'is below zero');
    return qty;
  }

  /** A decimal at a scale of its own: 0 for a whole number. */
  number(column: number, scale: number): number {
    const value = parseDecimal(this.cells[column]!, scale);
    if (typeof value === 'string') this.wrong(column, SAID[value](scale));
    return value as number;
  }

  /** A stamp that `read` understands. */
  stamp(column: number, read: (text: string) => number | undefined): number {
    return read(this.cells[column]!) ?? this.wrong(column, 'is no time');
  }

  wrong(column: number, what: string): never {
    throw new Wrong(`${this.columns[column]} (column ${column + 1}) '${shortened(this.cells[column]!)}' ${what}`);
  }
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}...` : text);
