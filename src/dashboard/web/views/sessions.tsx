import { useState } from 'preact/hooks';
import type { SessionRow } from '../../feed';
import { status as words } from '../format/fix';
import { bytes, grouped } from '../format/number';
import { ago } from '../format/time';
import type { May } from '../state/may';
import type { State } from '../state/state';
import { Button, Empty, Moment, Panel, Pill } from '../ui/parts';
import { type SessionAct, SessionDialog } from './session-dialog';

/** FIX sessions, how they stand, and what can be done about them. */
export function Sessions({ state, may }: { state: State; may: May }) {
  const [asked, setAsked] = useState<{ readonly act: SessionAct; readonly id: string }>();
  const row = asked && state.sessions.get(asked.id);
  return (
    <div class="view">
      <Panel title="Sessions" scroll>
        {state.sessions.size === 0 ? (
          <Empty>No session is known yet.</Empty>
        ) : (
          <table class="table">
            <Head />
            <tbody>
              {[...state.sessions.values()].map(session => (
                <Row key={session.id} row={session} now={state.at} may={may} onAct={act => setAsked({ act, id: session.id })} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {asked && row && <SessionDialog act={asked.act} row={row} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

const Head = () => (
  <thead>
    <tr>
      <th>Session</th>
      <th>State</th>
      <th class="r" title="the next MsgSeqNum (34) that is expected">
        Next in
      </th>
      <th class="r" title="the next MsgSeqNum (34) that is sent">
        Next out
      </th>
      <th class="r">Heard</th>
      <th class="r">Told</th>
      <th class="r">HeartBtInt</th>
      <th>Gap</th>
      <th class="r" title="bytes that the peer has not taken; messages that it asked for again">
        Queue
      </th>
      <th class="r" title="logons, gaps and refused messages since the start">
        Logons / gaps / refused
      </th>
      <th class="fit" />
    </tr>
  </thead>
);

function Row({ row, now, may, onAct }: { row: SessionRow; now: number; may: May; onAct: (act: SessionAct) => void }) {
  const heard = (at: number | null) =>
    at === null ? '–' : <span title={new Date(at / 1000).toISOString()}>{ago(at, now)}</span>;
  const late = row.loggedOn && row.heartBtInt > 0 && row.lastReceived !== null && now - row.lastReceived > 1.5e6 * row.heartBtInt;
  return (
    <tr data-id={row.id}>
      <td>
        <div>{row.id}</div>
        <div class="muted small">
          {row.role} · {row.type} {row.endpoint}
          {row.tls ? ' · TLS' : ''}
        </div>
      </td>
      <td>
        <Standing row={row} />
        {row.lastTrouble !== null && <div class="muted small text">{row.lastTrouble}</div>}
      </td>
      <td class="r">{grouped(row.nextIn)}</td>
      <td class="r">{grouped(row.nextOut)}</td>
      <td class={`r ${late ? 'warn-text' : ''}`}>{heard(row.lastReceived)}</td>
      <td class="r">{heard(row.lastSent)}</td>
      <td class="r">{row.heartBtInt === 0 ? 'none' : `${row.heartBtInt} s`}</td>
      <td>
        {row.gap ? (
          <span class="warn-text">{`${row.gap.from} to ${row.gap.to}, ${row.gap.heldBack} held back`}</span>
        ) : (
          <span class="muted">none</span>
        )}
      </td>
      <td class="r">
        {bytes(row.unreadBytes)}
        {row.replaysWaiting > 0 && `, ${row.replaysWaiting} to resend`}
      </td>
      <td class="r">{`${row.logons} / ${row.gaps} / ${row.refused}`}</td>
      <Acts may={may} onAct={onAct} />
    </tr>
  );
}

const ACTS = { disconnect: 'Disconnect', 'set-seq': 'Set sequence', reset: 'Reset' } as const;

const Acts = ({ may, onAct }: { may: May; onAct: (act: SessionAct) => void }) => (
  <td class="fit actions">
    {(Object.keys(ACTS) as SessionAct[]).map(act => (
      <Button key={act} look={`small ${act === 'reset' ? 'danger' : ''}`} denied={may('operator')} onClick={() => onAct(act)}>
        {ACTS[act]}
      </Button>
    ))}
  </td>
);

function Standing({ row }: { row: SessionRow }) {
  if (row.opens !== null)
    return (
      <Pill title="outside its hours">
        opens <Moment at={row.opens} />
      </Pill>
    );
  if (!row.loggedOn) return <Pill tone={row.role === 'venue' ? 'wrong' : 'plain'}>{words(row.state)}</Pill>;
  if (row.role === 'venue' && !row.settled) return <Pill tone="warn">settling</Pill>;
  return <Pill tone="good">{words(row.state)}</Pill>;
}
