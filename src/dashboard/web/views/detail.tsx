import { useMemo, useState } from 'preact/hooks';
import type { ParentRow } from '../../feed';
import { side, status } from '../format/fix';
import { grouped } from '../format/number';
import { CoursePlot } from '../plot/course';
import type { May } from '../state/may';
import type { Looked } from '../state/state';
import { Badge, Button } from '../ui/parts';
import { CancelOrder } from './cancel-order';
import { Slices } from './slices';
import { Terms } from './terms';

interface DetailParts {
  /** undefined until the gateway has told of it. */
  readonly looked: Looked | undefined;
  readonly now: number;
  readonly may: May;
  readonly theme: string;
  readonly onClose: () => void;
}

/** The order that is looked into: its course against its plan, its terms, and why each slice was what it was. */
export function Detail({ looked, now, may, theme, onClose }: DetailParts) {
  const [cancelling, setCancelling] = useState(false);
  const row = looked?.row;
  const over = row !== undefined && !row.open ? 'the order is over' : undefined;
  return (
    <section class="panel fill detail" aria-label="Order in detail">
      <header>
        {row ? <Title row={row} /> : <h2>Looking …</h2>}
        <span class="grow" />
        {row && (
          <Button look="danger small" denied={over ?? may('operator')} onClick={() => setCancelling(true)}>
            Cancel order
          </Button>
        )}
        <Button look="bare small" title="close (Esc)" onClick={onClose}>
          ✕
        </Button>
      </header>
      {looked && row && (
        <div class="detail-body">
          {row.status === 'Denied' ? (
            <Denied row={row} />
          ) : (
            <div class="detail-plot">
              <CourseOf looked={looked} row={row} now={now} theme={theme} />
              <FillsShown looked={looked} />
            </div>
          )}
          <Terms looked={looked} row={row} />
          <Slices looked={looked} />
        </div>
      )}
      {cancelling && row && <CancelOrder row={row} onClose={() => setCancelling(false)} />}
    </section>
  );
}

function Title({ row }: { row: ParentRow }) {
  return (
    <>
      <h2>
        {side(row.side)} {grouped(row.orderQty)} {row.symbol}
      </h2>
      <Badge tone="accent">{row.strategy}</Badge>
      <span class={row.status === 'Held' ? 'warn-text' : 'muted'}>{status(row.status)}</span>
      {row.text !== '' && row.status !== 'Denied' && (
        <span class="muted cut" title={row.text}>
          {row.text}
        </span>
      )}
    </>
  );
}

/** Why our checks denied it, in full. */
const Denied = ({ row }: { row: ParentRow }) => (
  <div class="detail-why">
    <p class="wrong-text">{row.text}</p>
    <p class="muted">Our checks denied it: nothing of it was sent to a venue. Its OMS was told the same.</p>
  </div>
);

/** From this width (px) on the detail stands beside the orders, as style/views.css has it. */
const WIDE = 1900;

function CourseOf({ looked, row, now, theme }: { looked: Looked; row: ParentRow; now: number; theme: string }) {
  const { plan, done } = looked;
  const fills = useMemo(() => [...looked.fills.rows.values()], [looked.fills]);
  const until = row.open ? now : lastOf(looked);
  return <CoursePlot id={row.id} look={theme} height={innerWidth < WIDE ? 196 : 300} course={{ plan, done, fills, until }} />;
}

/** When anything was last done about an order that is over. */
const lastOf = ({ done, slices, row }: Looked): number =>
  Math.max(row?.received ?? 0, done.at(-1)?.[0] ?? 0, slices.at(-1)?.at ?? 0);

function FillsShown({ looked: { fills } }: { looked: Looked }) {
  const left = fills.total - fills.ids.length;
  return (
    <p class="muted small">
      {fills.total === 1 ? '1 fill' : `${grouped(fills.total)} fills`}
      {left > 0 && `; marked and listed are the latest ${fills.ids.length}`}
    </p>
  );
}
