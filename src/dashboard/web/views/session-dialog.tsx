import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionRow } from '../../feed';
import { type Answer, ask } from '../link/ask';
import { AskFirst, Line } from '../ui/reason';

export type SessionAct = 'reset' | 'set-seq' | 'disconnect';

const TITLES: Readonly<Record<SessionAct, string>> = {
  reset: 'Reset sequence numbers?',
  'set-seq': 'Set sequence numbers?',
  disconnect: 'Disconnect this session?',
};
const VERBS: Readonly<Record<SessionAct, string>> = {
  reset: 'Reset to 1',
  'set-seq': 'Set the numbers',
  disconnect: 'Disconnect',
};

/** Asks before a session is touched, and names what follows. */
export function SessionDialog({ act, row, onClose }: { act: SessionAct; row: SessionRow; onClose: () => void }) {
  const [nextIn, setIn] = useState(String(row.nextIn));
  const [nextOut, setOut] = useState(String(row.nextOut));
  const [force, setForce] = useState(false);
  const numbers = act === 'set-seq' ? { ...changedNumbers(row, nextIn, nextOut), ...(force && { force }) } : {};
  const doIt = (reason: string): Promise<Answer> => ask(`/api/sessions/${act}`, { session: row.id, ...numbers, reason });
  return (
    <AskFirst
      title={TITLES[act]}
      consequence={consequence(act, row)}
      wrong={act !== 'disconnect'}
      verb={VERBS[act]}
      reason
      {...(act === 'reset' && { typed: 'RESET' })}
      lacking={act === 'set-seq' ? lacking(row, nextIn, nextOut) : undefined}
      fields={
        act === 'set-seq' && (
          <>
            <div class="pair">
              <Line name="in" label="Next in" value={nextIn} onValue={setIn} />
              <Line name="out" label="Next out" value={nextOut} onValue={setOut} />
            </div>
            <label class="check">
              <input type="checkbox" checked={force} onChange={event => setForce(event.currentTarget.checked)} />
              also where a number is lower than the peer knows it
            </label>
          </>
        )
      }
      act={doIt}
      onClose={onClose}
    />
  );
}

function consequence(act: SessionAct, row: SessionRow): ComponentChildren {
  const venue = row.role === 'venue' ? ' Orders at this venue stay there; what it reports meanwhile comes when it is back.' : '';
  if (act === 'disconnect')
    return `${row.id} is logged out and its connection closed. ${row.type === 'initiator' ? 'We connect again by ourselves.' : 'The peer may connect again at once.'}${venue}`;
  if (act === 'set-seq')
    return `Both sides must agree on these numbers: too high a next in asks the peer for messages again, too low a next out makes it log out.${venue}`;
  return `Both numbers of ${row.id} begin at 1. Messages that the peer has not read are never sent again, and ours that it missed are lost to it.${venue} The peer has to reset too.`;
}

const isNumber = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text.trim());

function changedNumbers(row: SessionRow, nextIn: string, nextOut: string): { in?: number; out?: number } {
  const numbers: { in?: number; out?: number } = {};
  if (isNumber(nextIn) && Number(nextIn) !== row.nextIn) numbers.in = Number(nextIn);
  if (isNumber(nextOut) && Number(nextOut) !== row.nextOut) numbers.out = Number(nextOut);
  return numbers;
}

function lacking(row: SessionRow, nextIn: string, nextOut: string): string | undefined {
  if (!isNumber(nextIn) || !isNumber(nextOut)) return 'a number is from 1 to 999,999,999';
  return Object.keys(changedNumbers(row, nextIn, nextOut)).length === 0 ? 'no number was changed' : undefined;
}
