import { useMemo, useState } from 'preact/hooks';
import type { AlertRow, Handled } from '../../feed';
import { ask } from '../link/ask';
import { byUrgency } from '../state/alerts';
import type { May } from '../state/may';
import type { State } from '../state/state';
import { Button, Empty, Moment, Panel, Pill, type Tone } from '../ui/parts';
import { AskFirst } from '../ui/reason';

type Act = 'acknowledge' | 'resolve';
/** Rows that are drawn; older ones that are resolved are in the journal. */
const MOST = 300;

/** What a person should know: acknowledged by whoever takes care of it, resolved once it is dealt with. */
export function Alerts({ state, may }: { state: State; may: May }) {
  const [asked, setAsked] = useState<{ readonly act: Act; readonly row: AlertRow }>();
  const rows = useMemo(() => [...state.alerts.values()].sort(byUrgency).slice(0, MOST), [state.alerts]);
  return (
    <div class="view">
      <Panel title="Alerts" scroll>
        {rows.length === 0 ? (
          <Empty>Nothing wants a person.</Empty>
        ) : (
          <Table rows={rows} may={may} onAct={(act, row) => setAsked({ act, row })} />
        )}
      </Panel>
      {asked && <AlertDialog {...asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

function Table({ rows, may, onAct }: { rows: readonly AlertRow[]; may: May; onAct: (act: Act, row: AlertRow) => void }) {
  return (
    <table class="table alerts">
      <thead>
        <tr>
          <th class="fit">Time</th>
          <th class="fit">Severity</th>
          <th class="fit">Code</th>
          <th>What</th>
          <th>Who</th>
          <th class="fit" />
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Row key={row.id} row={row} may={may} onAct={onAct} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, may, onAct }: { row: AlertRow; may: May; onAct: (act: Act, row: AlertRow) => void }) {
  return (
    <tr data-id={row.id} class={row.state}>
      <td class="fit">
        <Moment at={row.at} />
      </td>
      <td class="fit">
        <Pill tone={toneOf(row)}>{row.severity}</Pill>
      </td>
      <td class="fit">{row.code}</td>
      <td class="text">{row.text}</td>
      <td class="text muted">
        {row.acknowledged && <By what="acknowledged" of={row.acknowledged} />}
        {row.resolved && <By what="resolved" of={row.resolved} />}
      </td>
      <td class="fit actions">
        {row.state === 'new' && (
          <Button look="small" denied={may('operator')} onClick={() => onAct('acknowledge', row)}>
            Acknowledge
          </Button>
        )}
        {row.state !== 'resolved' && (
          <Button look="small" denied={may('operator')} onClick={() => onAct('resolve', row)}>
            Resolve
          </Button>
        )}
      </td>
    </tr>
  );
}

const By = ({ what, of }: { what: string; of: Handled }) => (
  <div>
    {what} by {of.by} at <Moment at={of.at} />
    {of.note !== '' && `: ${of.note}`}
  </div>
);

/** Only what nobody has taken up has a colour. */
function toneOf({ state, severity }: AlertRow): Tone {
  if (state !== 'new' || severity === 'info') return 'plain';
  return severity === 'critical' ? 'wrong' : 'warn';
}

function AlertDialog({ act, row, onClose }: { act: Act; row: AlertRow; onClose: () => void }) {
  const taking = act === 'acknowledge';
  return (
    <AskFirst
      title={taking ? 'Acknowledge this alert?' : 'Resolve this alert?'}
      consequence={
        <>
          {row.code}: {row.text}
          <br />
          {taking
            ? 'Everyone sees that you take care of it. Nothing that it tells of changes by that.'
            : 'It counts as dealt with, and stays in the journal with your name. Where its cause is still there it may come again.'}
        </>
      }
      verb={taking ? 'Acknowledge' : 'Resolve'}
      reason
      act={note => ask(`/api/alerts/${act}`, { id: row.id, note })}
      onClose={onClose}
    />
  );
}
