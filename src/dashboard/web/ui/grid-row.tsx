import { Component } from 'preact';
import type { Column, GridParts } from './grid-parts';

export interface RowParts<Row> {
  readonly row: Row;
  /** What the row is drawn of: where that is the same, it is drawn the same. */
  readonly of: unknown;
  readonly index: number;
  readonly id: string;
  readonly look: string;
  readonly at: boolean;
  readonly level: number;
  readonly open: boolean | undefined;
  readonly columns: readonly Column<Row>[];
}

/** What is needed to draw a row of a grid. */
export function rowParts<Row>(parts: GridParts<Row>, row: Row, index: number): RowParts<Row> {
  const { level, open } = parts.treeOf(row);
  const { of, id } = parts.factsOf(row);
  return { row, of, index, id, look: parts.classOf(row), at: parts.at === index, level, open, columns: parts.columns };
}

/** A row, drawn anew only where something of it changed: most rows do not from one frame to the next. */
export class GridRow<Row> extends Component<RowParts<Row>> {
  override shouldComponentUpdate(next: RowParts<Row>): boolean {
    const now = this.props;
    return (Object.keys(next) as (keyof RowParts<Row>)[]).some(key => key !== 'row' && next[key] !== now[key]);
  }

  override render({ row, index, id, look, at, level, open, columns }: RowParts<Row>) {
    return (
      <tr
        id={`row-${index}`}
        data-index={index}
        data-id={id}
        class={`level-${level} ${at ? 'at' : ''} ${look}`}
        aria-rowindex={index + 2}
        aria-selected={at}
        aria-level={level}
        aria-expanded={open}
      >
        {columns.map(({ key, right, cell }) => (
          <td key={key} class={right ? 'r' : ''}>
            {cell(row)}
          </td>
        ))}
      </tr>
    );
  }
}

/** Stands for a row that is not known yet. */
export const Unknown = ({ index, span }: { index: number; span: number }) => (
  <tr id={`row-${index}`} data-index={index} aria-rowindex={index + 2} class="unknown">
    <td colSpan={span}>…</td>
  </tr>
);
