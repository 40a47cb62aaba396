import type { ComponentChildren } from 'preact';

/** A column of a grid. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Pixels at least; where there is more room all columns grow alike. */
  readonly width: number;
  readonly right?: boolean;
  /** What the column holds, with its unit, for a hover. */
  readonly about?: string;
  readonly cell: (row: Row) => ComponentChildren;
}

export interface GridParts<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Rows in all, and the one at an index: undefined where it is not known yet. */
  readonly count: number;
  readonly row: (index: number) => Row | undefined;
  /** Its id, and what it is drawn of. */
  readonly factsOf: (row: Row) => { readonly id: string; readonly of: unknown };
  readonly classOf: (row: Row) => string;
  readonly treeOf: (row: Row) => { readonly level: number; readonly open: boolean | undefined };
  /** The row that has the keyboard; -1: none. */
  readonly at: number;
  readonly onAt: (index: number) => void;
  /** Further keys; true where it took the key. */
  readonly onKey: (key: string, index: number) => boolean;
  readonly sort: { readonly key: string; readonly down: boolean } | undefined;
  /** undefined where rows cannot be sorted. */
  readonly onSort: ((key: string) => void) | undefined;
  /** Told which rows are seen. */
  readonly onSeen: (from: number, to: number) => void;
}
