import { useState } from 'preact/hooks';
import { Button, Said } from '../ui/parts';
import { Line } from '../ui/reason';

/** Asks who somebody is: the name and the secret of a person of the gateway's people file. */
export function SignIn({ said, busy, onToken }: { said: string | undefined; busy: boolean; onToken: (token: string) => void }) {
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
        <p class="muted small">
          Persons and their roles stand in the gateway's people file. The secret is kept for this tab only.
        </p>
      </form>
    </section>
  );
}
