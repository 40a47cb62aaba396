import type { ChildRow, ParentRow } from '../../feed';
import { ordType, status, timeInForce } from '../format/fix';
import { grouped, percent, placesOf, short } from '../format/number';
import type { BlotterRow, Twist } from './blotter-row';

/** The id of a row, with what opens it. */
export function Lead({ row, twist }: { row: BlotterRow; twist: Twist }) {
  const name = row.level === 1 ? row.row.clOrdId : row.row.id;
  const opens = row.level === 1 ? row.row.children > 0 : row.level === 2 && row.row.fills > 0;
  const toggle = (event: MouseEvent): void => {
    event.stopPropagation();
    twist(row);
  };
  return (
    <span class="lead" title={name}>
      {row.level !== 3 && opens ? (
        <button type="button" class="twist" tabIndex={-1} aria-label={row.open ? 'close' : 'open'} onClick={toggle}>
          {row.open ? '▾' : '▸'}
        </button>
      ) : (
        <span class="twist" />
      )}
      <span class="cut">{name}</span>
    </span>
  );
}

/** The part that is filled, over where the plan wants it and the band around that. */
export function Done({ row }: { row: ParentRow | ChildRow }) {
  const progress = 'progress' in row ? row.progress : null;
  const done = progress?.done ?? Number(row.cumQty) / Number(row.orderQty);
  const at = (part: number): string => `${Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10}%`;
  const off = progress !== null && outside(progress);
  const text = progress
    ? `${percent(done)} done, ${percent(progress.planned)} planned by now${off ? ': outside its band' : ''}`
    : `${percent(done)} done`;
  return (
    <span class="done-cell" title={text}>
      <span class="meter" role="img" aria-label={text}>
        {progress && (progress.least !== null || progress.most !== null) && (
          <span class="meter-band" style={{ left: at(progress.least ?? 0), right: at(1 - (progress.most ?? 1)) }} />
        )}
        <span class={`meter-fill ${off ? 'warn' : 'accent'}`} style={{ width: at(done) }} />
        {progress && row.open && <span class="meter-mark" style={{ left: at(progress.planned) }} />}
      </span>
      <span class="r">{percent(done, 0)}</span>
    </span>
  );
}

/** Beyond its band by more than rounding. */
const outside = ({ done, least, most }: NonNullable<ParentRow['progress']>): boolean =>
  (least !== null && done < least - 1e-6) || (most !== null && done > most + 1e-6);

/** Why our checks denied an order; all of it under the pointer, and in its detail. */
export function Why({ row }: { row: BlotterRow }) {
  const text = row.level === 1 ? row.row.text : '';
  return <span title={text}>{text}</span>;
}

const LIQUIDITY = { maker: '○ maker', taker: '● taker', auction: '◇ auction' } as const;
const WRONG: ReadonlySet<string> = new Set(['Rejected', 'Denied']);

/** OrdStatus (39) in words; of a fill, whether it made or took liquidity. */
export function Status({ row }: { row: BlotterRow }) {
  if (row.level === 3)
    return <span>{row.row.superseded ? 'superseded' : row.row.liquidity === null ? 'fill' : LIQUIDITY[row.row.liquidity]}</span>;
  const { row: order } = row;
  if (row.level === 2 && row.row.inDoubt) return <span class="warn-text">In doubt</span>;
  const look = WRONG.has(order.status) ? 'wrong-text' : order.status === 'Held' ? 'warn-text' : '';
  const why = 'text' in order && order.text !== '' ? order.text : undefined;
  return (
    <span class={look} title={why}>
      {status(order.status)}
    </span>
  );
}

/** The strategy of a parent; OrdType (40) and TimeInForce (59) of a child. */
export function strategy(row: BlotterRow): string {
  if (row.level === 1) return row.row.strategy;
  return row.level === 2 ? `${ordType(row.row.ordType)} ${timeInForce(row.row.timeInForce)}` : '';
}

/** LastPx (31) of a fill as it is; an average with two decimals more than its order's prices, and all of them under the pointer. */
export function Px({ row }: { row: BlotterRow }) {
  if (row.level === 3) return <>{grouped(row.row.px)}</>;
  const { avgPx, price } = row.row;
  // arrival is the middle of two prices: it has one decimal more than they
  const like = Math.max(2, placesOf(price), row.level === 1 ? placesOf(row.row.arrival) - 1 : 0);
  return <span title={avgPx ?? undefined}>{short(avgPx, like + 2)}</span>;
}
