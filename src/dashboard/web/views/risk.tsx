import type { LimitRow, PositionRow } from '../../feed';
import { grouped, percent, short } from '../format/number';
import type { May } from '../state/may';
import type { State } from '../state/state';
import { Empty, Meter, Panel, type Tone } from '../ui/parts';
import { Held } from './held';

/** Limits with how much of them is used, positions with profit and loss, and orders that a soft limit holds. */
export function Risk({ state, may }: { state: State; may: May }) {
  const limits = [...state.limits.values()].sort((a, b) => b.part - a.part);
  const positions = [...state.positions.values()];
  const currency = state.welcome?.setup.currency ?? '';
  return (
    <div class="view">
      {state.held.size > 0 && <Held rows={[...state.held.values()]} now={state.at} may={may} />}
      <div class="columns">
        <Panel title="Limits, the most used first">
          {limits.length === 0 ? <Empty>No limit is set that many orders use up together.</Empty> : <Limits rows={limits} />}
        </Panel>
        <Panel title={`Positions${currency === '' ? '' : ` (values in ${currency})`}`}>
          {positions.length === 0 ? <Empty>No position yet.</Empty> : <Positions rows={positions} />}
        </Panel>
      </div>
    </div>
  );
}

/** Grey below four fifths, amber from there, red from the limit on. */
const toneOf = (part: number): Tone => (part >= 1 ? 'wrong' : part >= 0.8 ? 'warn' : 'plain');

const Limits = ({ rows }: { rows: readonly LimitRow[] }) => (
  <table class="table limits">
    <thead>
      <tr>
        <th>Limit</th>
        <th class="r">Used</th>
        <th class="r">Most</th>
        <th>Utilisation</th>
        <th class="r fit" />
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr key={row.id}>
          <td class="text">
            {row.path}
            {row.symbol !== null && <span class="muted"> {row.symbol}</span>}
          </td>
          <td class="r">
            <Money value={row.used} />
          </td>
          <td class="r">{grouped(row.most)}</td>
          <td class="bar">
            <Meter part={row.part} tone={toneOf(row.part)} text={`${percent(row.part)} of ${row.path} is used`} />
          </td>
          <td class={`r fit ${toneOf(row.part)}-text`}>{percent(row.part)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Positions = ({ rows }: { rows: readonly PositionRow[] }) => (
  <table class="table">
    <thead>
      <tr>
        <th>Account</th>
        <th>Symbol</th>
        <th class="r">Position</th>
        <th class="r" title="quantity of open orders to buy and to sell">
          Open buy / sell
        </th>
        <th class="r">Mark</th>
        <th class="r">Value</th>
        <th class="r">Realised</th>
        <th class="r">Unrealised</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr key={row.id}>
          <td class="text">{row.account === '' ? '–' : row.account}</td>
          <td>{row.symbol}</td>
          <td class="r">{grouped(row.position)}</td>
          <td class="r muted">{`${grouped(row.openBuy)} / ${grouped(row.openSell)}`}</td>
          <td class="r">{grouped(row.mark)}</td>
          <td class="r">
            <Money value={row.value} />
          </td>
          <td class="r">
            <Money value={row.realised} />
          </td>
          <td class="r">
            <Money value={row.unrealised} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Money = ({ value }: { value: string | null }) => <span title={value ?? undefined}>{short(value, 2)}</span>;
