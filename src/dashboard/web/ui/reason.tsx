import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer } from '../link/ask';
import { Dialog } from './dialog';
import { Button, Said } from './parts';

export interface Asked {
  readonly title: string;
  /** What will happen, in a sentence or two. */
  readonly consequence: ComponentChildren;
  readonly wrong?: boolean;
  /** What the button says. */
  readonly verb: string;
  /** Has to be typed before the button works. */
  readonly typed?: string;
  /** Whether a reason is journaled with it. */
  readonly reason: boolean;
  /** Further fields. */
  readonly fields?: ComponentChildren;
  /** Why it cannot be asked as it stands; undefined where it can. */
  readonly lacking?: string | undefined;
  readonly act: (reason: string) => Promise<Answer>;
  readonly onClose: () => void;
  readonly onDone?: ((body: unknown) => void) | undefined;
}

/** Asks before something is done: names what follows from it, takes a reason, and shows a refusal in the gateway's words. */
export function AskFirst(asked: Asked) {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { said, busy, go } = useAct(asked);
  const lacking = lackOf(asked, reason, typed);
  return (
    <Dialog title={asked.title} onClose={asked.onClose}>
      <form
        method="dialog"
        onSubmit={event => {
          event.preventDefault();
          if (lacking === undefined && !busy) void go(reason.trim());
        }}
      >
        <div class="inside">
          <p class={`consequence ${asked.wrong ? 'wrong' : ''}`}>{asked.consequence}</p>
          {asked.fields}
          {asked.reason && <Line name="reason" label="Reason (journaled with your name)" value={reason} onValue={setReason} />}
          {asked.typed !== undefined && (
            <Line name="typed" label={`Type ${asked.typed} to confirm`} value={typed} onValue={setTyped} />
          )}
          <Said>{said}</Said>
        </div>
        <footer>
          <Button onClick={asked.onClose}>Keep things as they are</Button>
          <Button type="submit" look={`main ${asked.wrong ? 'danger' : ''}`} denied={busy ? 'it is being done' : lacking}>
            {asked.verb}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function lackOf({ lacking, reason: needsReason, typed: word }: Asked, reason: string, typed: string): string | undefined {
  if (lacking !== undefined) return lacking;
  if (needsReason && reason.trim() === '') return 'say why first';
  return word !== undefined && typed.trim() !== word ? `type ${word} first` : undefined;
}

function useAct({ act, onClose, onDone }: Asked) {
  const [said, setSaid] = useState<string>();
  const [busy, setBusy] = useState(false);
  const go = async (reason: string): Promise<void> => {
    setBusy(true);
    setSaid(undefined);
    const answer = await act(reason);
    setBusy(false);
    if (!answer.ok) return setSaid(answer.why);
    onDone?.(answer.body);
    onClose();
  };
  return { said, busy, go };
}

/** A field of one line. */
export function Line(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly secret?: boolean;
}) {
  const { name, label, value, onValue, secret = false } = props;
  const id = `field-${name}`;
  const input = {
    id,
    name,
    value,
    spellcheck: false,
    autocomplete: 'off',
    onInput: (e: InputEvent) => onValue((e.target as HTMLInputElement).value),
  };
  return (
    <label for={id}>
      {label}
      {secret ? <input {...input} type="password" /> : <input {...input} type="text" />}
    </label>
  );
}
