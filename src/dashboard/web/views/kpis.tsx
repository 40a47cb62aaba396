import type { Slippage } from '../../feed';
import { bps, compact, grouped, NOTHING, percent } from '../format/number';
import type { State } from '../state/state';

/** The figures that everyone looks at, above every view. */
export function KpiStrip({ state }: { state: State }) {
  const { kpis, gateway } = state;
  const currency = state.welcome?.setup.currency ?? '';
  if (!kpis) return null;
  return (
    <section class="kpis" aria-label="Key figures">
      <Kpi name="Open orders" value={grouped(gateway?.openOrders)} about={`${grouped(kpis.orders)} came today`} />
      <Kpi
        name={`Traded${currency === '' ? '' : ` ${currency}`}`}
        value={compact(Number(kpis.traded))}
        about={grouped(kpis.traded)}
      />
      <Kpi name="Fill rate" value={percent(kpis.fillRate)} about="filled over ordered, of orders that are over" />
      <Cost name="Arrival" of={kpis.arrival} />
      <Cost name="VWAP" of={kpis.vwap} since={SINCE} />
      <Cost name="TWAP" of={kpis.twap} since={SINCE} />
      <Kpi
        name="Denied"
        value={percent(kpis.denialRate)}
        about={`${grouped(kpis.denied)} of ${grouped(kpis.orders)} orders were denied by our checks`}
      />
      <Kpi
        name="Rejected"
        value={percent(kpis.rejectRate)}
        about={`${grouped(kpis.rejected)} children were rejected by venues`}
      />
      <Kpi
        name="P&L of the day"
        value={money(kpis.pnl)}
        about={`realised ${money(kpis.realised)}, unrealised ${money(kpis.unrealised)}`}
      />
    </section>
  );
}

const money = (value: string | null): string => (value === null ? NOTHING : grouped(Number(value).toFixed(0)));

/** The market's averages are not in the journal. */
const SINCE = ' that came since the gateway started';

function Cost({ name, of, since = '' }: { name: string; of: Slippage; since?: string }) {
  const orders = of.n === 1 ? '1 order' : `${grouped(of.n)} orders`;
  return (
    <Kpi
      name={`vs ${name}`}
      value={of.bps === null ? NOTHING : `${bps(of.bps)} bps`}
      about={`slippage against ${name}, weighted by value, over ${orders}${since}: positive is worse`}
    />
  );
}

function Kpi({ name, value, about }: { name: string; value: string; about?: string }) {
  return (
    <div class="kpi" title={about}>
      <span class="kpi-name">{name}</span>
      <span class="kpi-value">{value}</span>
    </div>
  );
}
