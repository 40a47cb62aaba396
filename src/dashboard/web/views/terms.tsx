import type { ComponentChildren } from 'preact';
import type { ParentRow } from '../../feed';
import { ordType, timeInForce } from '../format/fix';
import { bps, grouped, NOTHING } from '../format/number';
import type { Looked } from '../state/state';
import { whyUnknown } from '../state/unknown';
import { Moment } from '../ui/parts';

/** What an order asks for, how far it is, and what it cost. */
export function Terms({ looked, row }: { looked: Looked; row: ParentRow }) {
  const { plan, estimate } = looked;
  const { slippage } = row;
  return (
    <dl class="terms">
      <Term name="AvgPx">{grouped(row.avgPx)}</Term>
      <Term name="Arrival">{grouped(row.arrival)}</Term>
      <Term name="Against arrival">{cost(slippage.arrival)}</Term>
      <Term name="Against VWAP">
        <Average row={row} of={slippage.vwap} />
      </Term>
      <Term name="Against TWAP">
        <Average row={row} of={slippage.twap} />
      </Term>
      {estimate && <Term name="Expected">{`${bps(estimate.q50)} bps, 9 in 10 below ${bps(estimate.q90)}`}</Term>}
      <Term name="Done">{`${grouped(row.cumQty)} of ${grouped(row.orderQty)}`}</Term>
      <Term name="Window">
        {plan ? (
          <>
            <Moment at={plan.start} /> to <Moment at={plan.end} />, {plan.slots === 1 ? '1 slot' : `${plan.slots} slots`}
          </>
        ) : row.strategy === 'DMA' && row.status !== 'Denied' ? (
          'no plan: passed through'
        ) : (
          NOTHING
        )}
      </Term>
      {plan?.style && !('Style' in plan.parameters) && <Term name="Style">{plan.style}</Term>}
      {plan?.basis && <Term name="Curve">{plan.basis}</Term>}
      {plan &&
        Object.entries(plan.parameters).map(([name, value]) => (
          <Term key={name} name={name}>
            {value}
          </Term>
        ))}
      <Term name="Order">{`${ordType(row.ordType)}${row.price === null ? '' : ` ${grouped(row.price)}`}, ${timeInForce(row.timeInForce)}`}</Term>
      <Term name="Account">{row.account === '' ? NOTHING : row.account}</Term>
      <Term name="Session">{row.session}</Term>
      <Term name="OrderID" about="of an order that was denied as a duplicate: ExecID (17) of the answer">
        {row.id}
      </Term>
    </dl>
  );
}

const cost = (value: number | null): string => (value === null ? NOTHING : `${bps(value, 2)} bps`);

/** A cost against an average of the market, or why it is not known. */
function Average({ row, of }: { row: ParentRow; of: number | null }) {
  return of === null ? <abbr title={whyUnknown(row)}>{NOTHING}</abbr> : <span>{cost(of)}</span>;
}

function Term({ name, about, children }: { name: string; about?: string; children: ComponentChildren }) {
  return (
    <div title={about}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
