import { useState } from 'preact/hooks';
import type { HeldRow } from '../../feed';
import { side } from '../format/fix';
import { grouped } from '../format/number';
import { duration } from '../format/time';
import { ask } from '../link/ask';
import type { May } from '../state/may';
import { Button, Panel } from '../ui/parts';
import { AskFirst } from '../ui/reason';

type Act = 'release' | 'refuse';

/** Orders that a soft limit holds until two persons release them, or one refuses. */
export function Held({ rows, now, may }: { rows: readonly HeldRow[]; now: number; may: May }) {
  const [asked, setAsked] = useState<{ readonly act: Act; readonly row: HeldRow }>();
  return (
    <Panel title="Held by a soft limit">
      <table class="table">
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td>
                {side(row.side)} {grouped(row.orderQty)} {row.symbol} {row.price === null ? 'market' : `@ ${grouped(row.price)}`}
                <div class="muted small">
                  {row.clOrdId} {row.account}
                </div>
              </td>
              <td class="text">{row.why}</td>
              <td class="muted">denied in {duration(Math.max(0, row.until - now))}</td>
              <td class="text">{row.asked && `${row.asked.by} asks for its release: ${row.asked.reason}`}</td>
              <td class="fit actions">
                <Button look="small" denied={may('operator')} onClick={() => setAsked({ act: 'refuse', row })}>
                  Refuse
                </Button>
                <Button look="small" denied={may('risk')} onClick={() => setAsked({ act: 'release', row })}>
                  {row.asked ? 'Agree to release' : 'Ask for release'}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && <HeldDialog {...asked} onClose={() => setAsked(undefined)} />}
    </Panel>
  );
}

function HeldDialog({ act, row, onClose }: { act: Act; row: HeldRow; onClose: () => void }) {
  const refusing = act === 'refuse';
  return (
    <AskFirst
      title={refusing ? 'Refuse this order?' : 'Release this order?'}
      consequence={
        refusing
          ? 'The order is denied at once and its OMS is told.'
          : row.asked
            ? `${row.asked.by} asked first. Once you agree, who must be another person, the order is worked within its hard limits.`
            : 'You are the first of two persons: another one of the risk role has to agree before the order is worked.'
      }
      verb={refusing ? 'Refuse it' : 'Release it'}
      reason
      act={reason => ask(`/api/held/${act}`, { order: row.id, reason })}
      onClose={onClose}
    />
  );
}
