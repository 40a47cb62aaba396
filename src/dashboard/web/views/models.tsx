import type { MarketRow, ModelRow } from '../../feed';
import { grouped, percent } from '../format/number';
import { ago, duration } from '../format/time';
import type { State } from '../state/state';
import { Empty, Moment, Panel, Pill } from '../ui/parts';

/** Learned models in force, how fresh they are, drift; and how fresh is what is known of each market. */
export function Models({ state }: { state: State }) {
  const { models, market, at } = state;
  return (
    <div class="view">
      <Panel title="Models">
        {!models || models.inForce.length === 0 ? (
          <Empty>No model is in force: schedules go by their baselines.</Empty>
        ) : (
          <ModelTable rows={models.inForce} now={at} />
        )}
      </Panel>
      <Panel title="Markets">
        {market.size === 0 ? <Empty>No market data yet.</Empty> : <Markets rows={[...market.values()]} now={at} />}
      </Panel>
    </div>
  );
}

const ModelTable = ({ rows, now }: { rows: readonly ModelRow[]; now: number }) => (
  <table class="table">
    <thead>
      <tr>
        <th>Role</th>
        <th>Model</th>
        <th class="r">Last answer</th>
        <th class="r">Took</th>
        <th class="r">Answered / asked</th>
        <th class="r">Failed / late</th>
        <th class="r" title="slots that were decided by the baseline because no answer could be used">
          Fallbacks
        </th>
        <th>Drift</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr key={row.role}>
          <td>{row.role}</td>
          <td>
            {row.name} <code class="muted">{row.hash.slice(0, 12)}</code>{' '}
            {row.shadow ? <Pill tone="warn">in shadow: it decides nothing</Pill> : <Pill tone="accent">acts</Pill>}
          </td>
          <td class="r">{ago(row.lastAnswer, now)}</td>
          <td class="r">{duration(row.took)}</td>
          <td class="r">{`${grouped(row.answered)} / ${grouped(row.asked)}`}</td>
          <td class={`r ${row.failed > 0 ? 'warn-text' : ''}`}>{`${grouped(row.failed)} / ${grouped(row.missed)}`}</td>
          <td class="r">
            {grouped(row.fallbacks)}
            {row.asked > 0 && <span class="muted"> ({percent(row.fallbacks / row.asked, 0)})</span>}
          </td>
          <td class="text">
            <Drift row={row} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Drift({ row }: { row: ModelRow }) {
  const last = row.drift.at(-1);
  if (!last && row.frozen === null) return <span class="muted">none found</span>;
  return (
    <>
      {row.frozen !== null && <Pill tone="warn">learns no more: {row.frozen}</Pill>}
      {last && (
        <div class={row.frozen === null ? 'muted' : 'warn-text'}>
          <Moment at={last.at} /> {last.text}
        </div>
      )}
    </>
  );
}

const Markets = ({ rows, now }: { rows: readonly MarketRow[]; now: number }) => (
  <table class="table">
    <thead>
      <tr>
        <th>Symbol</th>
        <th class="r">Bid</th>
        <th class="r">Ask</th>
        <th class="r">Last</th>
        <th class="r">Heard</th>
        <th>Feed</th>
        <th>Regime</th>
        <th>Caution</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr key={row.id}>
          <td>{row.id}</td>
          <td class="r">{grouped(row.bid)}</td>
          <td class="r">{grouped(row.ask)}</td>
          <td class="r">{grouped(row.last)}</td>
          <td class="r">{ago(row.asOf, now)}</td>
          <td class="text">
            {row.stale === null ? <span class="muted">flows</span> : <Pill tone="warn">stale: {row.stale}</Pill>}
          </td>
          <td>{row.regime ?? <span class="muted">–</span>}</td>
          <td class="text">{row.caution === null ? <span class="muted">none</span> : <Pill tone="warn">{row.caution}</Pill>}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
