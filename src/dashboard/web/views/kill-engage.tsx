import { useState } from 'preact/hooks';
import { ask } from '../link/ask';
import { KILL_LEVELS, type KillLevel, keysOf, wordOf } from '../state/kill';
import type { May } from '../state/may';
import type { State } from '../state/state';
import { Button, Said } from '../ui/parts';
import { Line } from '../ui/reason';

/** What is to be killed, by whom it is written down, and what came of it. */
function useEngage() {
  const [level, setLevel] = useState<KillLevel>('firm');
  const [key, setKey] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<string>();
  const engage = async (): Promise<void> => {
    const answer = await ask('/api/kill', { level, ...(level !== 'firm' && { key: key.trim() }), reason: reason.trim() });
    setSaid(answer.ok ? undefined : answer.why);
    if (!answer.ok) return;
    setTyped('');
    setReason('');
  };
  return { level, setLevel, key, setKey, reason, setReason, typed, setTyped, said, engage };
}

/** Engages a kill at a level, for somebody who types what it is of. */
export function Engage({ state, may }: { state: State; may: May }) {
  const { level, setLevel, key, setKey, reason, setReason, typed, setTyped, said, engage } = useEngage();
  const forbidden = may('operator');
  const denied = forbidden ?? lackOf(level, key, reason, typed);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (denied === undefined) void engage();
  };
  return (
    <form class="inside engage" onSubmit={onSubmit}>
      <div class="pair">
        <Level level={level} onLevel={setLevel} />
        {level === 'firm' ? (
          <p class="muted">Everything that this gateway trades.</p>
        ) : (
          <Key level={level} state={state} value={key} onValue={setKey} />
        )}
      </div>
      <Line name="reason" label="Reason (journaled with your name)" value={reason} onValue={setReason} />
      <Line name="typed" label={`Type ${wordOf(level, key.trim())} to confirm`} value={typed} onValue={setTyped} />
      <p class="consequence wrong">
        New orders under it are denied at once, and what works at venues is cancelled.
        {level === 'firm' && ' Its release takes two persons of the risk role.'}
      </p>
      <Said>{said}</Said>
      {forbidden !== undefined && <p class="muted">You cannot engage it: {forbidden}.</p>}
      <Button type="submit" look="main danger" denied={denied}>
        Engage the kill switch
      </Button>
    </form>
  );
}

const Level = ({ level, onLevel }: { level: KillLevel; onLevel: (level: KillLevel) => void }) => (
  <label>
    Level
    <select name="level" value={level} onChange={event => onLevel(event.currentTarget.value as KillLevel)}>
      {KILL_LEVELS.map(of => (
        <option key={of} value={of}>
          {of}
        </option>
      ))}
    </select>
  </label>
);

function lackOf(level: KillLevel, key: string, reason: string, typed: string): string | undefined {
  if (level !== 'firm' && key.trim() === '') return `say which ${level} first`;
  if (reason.trim() === '') return 'say why first';
  const word = wordOf(level, key.trim());
  return typed.trim() === word ? undefined : `type ${word} first`;
}

function Key(props: { level: KillLevel; state: State; value: string; onValue: (key: string) => void }) {
  const { level, state, value, onValue } = props;
  return (
    <label>
      Which {level}
      <input name="key" list="kill-keys" autocomplete="off" value={value} onInput={event => onValue(event.currentTarget.value)} />
      <datalist id="kill-keys">
        {keysOf(level, state).map(key => (
          <option key={key} value={key} />
        ))}
      </datalist>
    </label>
  );
}
