import type { GatewayState, StageLatency, Times } from '../../feed';
import { bytes, grouped } from '../format/number';
import { duration } from '../format/time';
import type { State } from '../state/state';
import { Empty, Panel } from '../ui/parts';

const ABOUT: Readonly<Record<StageLatency['stage'], string>> = {
  decode: 'bytes to a message that is understood',
  decide: 'the turn: intake, risk, schedule, slice, route',
  commit: 'encoding, and the journal',
  write: 'to the sockets',
  total: 'from read to written',
};

/** How long each stage of the line takes, and how the process is. */
export function Latency({ state }: { state: State }) {
  const { latency, gateway } = state;
  return (
    <div class="view">
      <div class="columns">
        <Panel title="Latency per stage, in the last minute">
          {latency.every(l => l.recent.n === 0) ? (
            <Empty>Nothing came in the last minute.</Empty>
          ) : (
            <Stages rows={latency} of="recent" />
          )}
        </Panel>
        <Panel title="Latency per stage, since the start">
          {latency.every(l => l.start.n === 0) ? (
            <Empty>Nothing was measured yet: it is with the first message.</Empty>
          ) : (
            <Stages rows={latency} of="start" />
          )}
        </Panel>
        <Panel title="Gateway">
          {gateway ? <Facts gateway={gateway} state={state} /> : <Empty>Nothing is known yet.</Empty>}
        </Panel>
      </div>
    </div>
  );
}

function Stages({ rows, of }: { rows: readonly StageLatency[]; of: 'recent' | 'start' }) {
  // one scale for both tables
  const widest = Math.max(...rows.map(row => row.start.max), 10);
  return (
    <table class="table">
      <thead>
        <tr>
          <th>Stage</th>
          <th class="r">n</th>
          <th class="r">p50</th>
          <th class="r">p99</th>
          <th class="r">p99.9</th>
          <th class="r">Max</th>
          <th class="spread-head">p50 to max, log scale</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.stage}>
            <td title={ABOUT[row.stage]}>{row.stage === 'total' ? <b>total</b> : row.stage}</td>
            <Figures times={row[of]} widest={widest} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where there are no times there are no figures. */
function Figures({ times, widest }: { times: Times; widest: number }) {
  const { n, p50, p99, p999, max } = times;
  const told = (us: number): string => (n === 0 ? '–' : duration(us));
  return (
    <>
      <td class="r">{grouped(n)}</td>
      <td class="r">{told(p50)}</td>
      <td class="r">{told(p99)}</td>
      <td class="r">{told(p999)}</td>
      <td class="r">{told(max)}</td>
      <td>{n > 0 && <Spread row={times} widest={widest} />}</td>
    </>
  );
}

/** From p50 to the maximum on one logarithmic scale for all stages, p99 and p99.9 marked. */
function Spread({ row, widest }: { row: Times; widest: number }) {
  const at = (us: number): number => (100 * Math.log10(Math.max(1, us))) / Math.log10(widest);
  const text = `${duration(row.p50)} to ${duration(row.max)}`;
  return (
    <div class="spread" role="img" aria-label={text} title={text}>
      <span class="spread-line" style={{ left: `${at(row.p50)}%`, right: `${100 - at(row.max)}%` }} />
      <span class="spread-dot" style={{ left: `${at(row.p50)}%` }} />
      <span class="spread-tick" style={{ left: `${at(row.p99)}%` }} />
      <span class="spread-tick" style={{ left: `${at(row.p999)}%` }} />
    </div>
  );
}

function Facts({ gateway, state }: { gateway: GatewayState; state: State }) {
  const setup = state.welcome?.setup;
  const { loopDelay } = gateway;
  const ms = (value: number): string => duration(value * 1000);
  const facts: readonly (readonly [string, string])[] = [
    ['Up for', duration(gateway.upMs * 1000)],
    ['Version', state.welcome?.version ?? ''],
    ['Durability', setup?.durability === 'power' ? 'power: survives power loss' : 'process: survives kill -9'],
    ['Last committed turn', grouped(state.seq)],
    ['Orders in the books, of these open', `${grouped(gateway.orders)}, ${grouped(gateway.openOrders)}`],
    ['Children', grouped(gateway.children)],
    ['Event loop delay', `p50 ${ms(loopDelay.p50)}, p99 ${ms(loopDelay.p99)}, max ${ms(loopDelay.max)}`],
    ['Memory', bytes(gateway.rss)],
    ['Viewers', grouped(gateway.viewers)],
    ['Drop copies that wait', grouped(gateway.copiesWaiting)],
  ];
  return (
    <dl class="terms">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
