import { useState } from 'preact/hooks';
import { Button, Said } from '../ui/parts';
import { Line } from '../ui/reason';

interface SignInParts {
  readonly said: string | undefined;
  readonly busy: boolean;
  readonly onToken: (token: string) => void;
  /** Goes on as nobody; undefined where that was refused. */
  readonly onNobody: (() => void) | undefined;
}

/** Asks who somebody is: a name and a secret that the gateway knows. */
export function SignIn({ said, busy, onToken, onNobody }: SignInParts) {
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const lacking = name.trim() === '' || secret === '' ? 'a name and a secret are needed' : undefined;
  const denied = busy ? 'it is being asked' : lacking;
  return (
    <section class="panel sign-in" aria-label="Sign in">
      <header>
        <h2>Sign in to Sluice</h2>
      </header>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (denied === undefined) onToken(`${name.trim()}:${secret}`);
        }}
      >
        <Line name="name" label="Name" value={name} onValue={setName} />
        <Line name="secret" label="Secret" secret value={secret} onValue={setSecret} />
        <Said>{said}</Said>
        <Button type="submit" look="main" denied={denied}>
          Sign in
        </Button>
        {onNobody && <Button onClick={onNobody}>Only look</Button>}
        <p class="muted small">
          Persons and their roles stand in the gateway's people file. Without one it is <code>owner</code>, with the secret that
          the gateway showed when it first started. The secret is kept for this tab only.
        </p>
      </form>
    </section>
  );
}
