import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GridParts } from './grid-parts';
import { GridRow, rowParts, Unknown } from './grid-row';
import { useView } from './use-view';
import { rowWindow, scrollTo } from './window';

/** How many rows a key moves by; `page`: rows that are seen. */
const STEPS: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: page => page,
  PageUp: page => -page,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

/** A table that draws the rows that are seen, however many there are; moved through with the keyboard. */
export function Grid<Row>(parts: GridParts<Row>) {
  const { label, columns, count, at, onSeen } = parts;
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  const seen = rowWindow(count, view.row, view.scrolled, view.height);
  useLayoutEffect(() => onSeen(seen.from, seen.to), [seen.from, seen.to, onSeen]);
  const body = view.height - view.row;
  const keyed = (key: string): boolean => {
    const to = stepTo(key, at, count, Math.floor(body / view.row));
    if (to === undefined) return at >= 0 && parts.onKey(key, at);
    parts.onAt(to);
    box.current!.scrollTop = scrollTo(to, view.row, box.current!.scrollTop, body);
    return true;
  };
  return (
    <div ref={box} class="grid">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: by ARIA a tree of rows is one, whose rows and cells a table's count as
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={at >= 0 ? `row-${at}` : undefined}
        onKeyDown={event => {
          if (event.target === event.currentTarget && keyed(event.key)) event.preventDefault();
        }}
        onClick={event => {
          const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
          if (row) parts.onAt(Number(row.dataset['index']));
        }}
      >
        <Widths columns={columns} />
        <Head parts={parts} />
        <Space height={seen.top} />
        <Body parts={parts} from={seen.from} to={seen.to} />
        <Space height={seen.total - seen.top - (seen.to - seen.from) * view.row} />
      </table>
    </div>
  );
}

/** The row that a key moves to; undefined for a key that moves to none. */
function stepTo(key: string, at: number, count: number, page: number): number | undefined {
  const step = STEPS[key];
  return step && count > 0 ? Math.min(count - 1, Math.max(0, at + step(page))) : undefined;
}

function Widths<Row>({ columns }: { columns: GridParts<Row>['columns'] }) {
  return (
    <colgroup>
      {columns.map(({ key, width }) => (
        <col key={key} style={{ width: `${width}px` }} />
      ))}
    </colgroup>
  );
}

function Body<Row>({ parts, from, to }: { parts: GridParts<Row>; from: number; to: number }) {
  const rows: ComponentChildren[] = [];
  for (let i = from; i < to; i++) {
    const row = parts.row(i);
    rows.push(
      row === undefined ? (
        <Unknown key={i} index={i} span={parts.columns.length} />
      ) : (
        <GridRow key={i} {...rowParts(parts, row, i)} />
      ),
    );
  }
  return <tbody>{rows}</tbody>;
}

/** Stands for the rows that are not drawn. */
const Space = ({ height }: { height: number }) => (
  <tbody aria-hidden="true">
    <tr style={{ height: `${Math.max(0, height)}px` }} />
  </tbody>
);

function Head<Row>({ parts: { columns, sort, onSort } }: { parts: GridParts<Row> }) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, right, about }) => {
          const sorted = sort?.key === key ? (sort.down ? 'descending' : 'ascending') : undefined;
          const arrow = sorted === undefined ? '' : sorted === 'descending' ? ' ↓' : ' ↑';
          return (
            <th key={key} class={right ? 'r' : ''} title={about} aria-sort={sorted}>
              {onSort ? (
                <button type="button" onClick={() => onSort(key)}>
                  {title}
                  {arrow}
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
