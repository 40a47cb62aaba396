import type { Welcome } from '../../feed';
import { newAlerts } from '../state/alerts';
import type { State } from '../state/state';
import { Badge, Button, Moment, Pill } from '../ui/parts';
import type { Theme } from '../ui/theme';

export const VIEWS = ['Blotter', 'Sessions', 'Risk', 'Alerts', 'Latency', 'Models'] as const;
export type View = (typeof VIEWS)[number];

export interface TopParts {
  readonly state: State;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** What is shown is as the gateway is now. */
  readonly live: boolean;
  readonly theme: Theme;
  readonly onTheme: () => void;
  readonly onHelp: () => void;
  readonly onKill: () => void;
  readonly onSignIn: () => void;
  readonly onSignOut: () => void;
}

/** What is always in sight: views, how the gateway stands, who is signed in, and the kill switch. */
export function Top(parts: TopParts) {
  const { state, live } = parts;
  const { welcome, gateway } = state;
  const killed = state.kills.size > 0 || gateway?.killed === true;
  return (
    <header class="top">
      <span class="brand">Sluice</span>
      {welcome && (
        <Badge title={welcome.setup.paper ? 'orders go to the simulator inside' : 'orders go to real venues'}>
          {welcome.setup.paper ? 'paper' : 'live'}
        </Badge>
      )}
      <Tabs {...parts} />
      <span class="grow" />
      <Standing live={live} ready={gateway?.ready} />
      {state.at > 0 && (
        <span class="muted clock">
          <Moment at={state.at} />
        </span>
      )}
      {welcome && <Who welcome={welcome} onSignIn={parts.onSignIn} onSignOut={parts.onSignOut} />}
      <Button look="small" title="light, dark, or as the system (t)" onClick={parts.onTheme}>
        ◐ {parts.theme}
      </Button>
      <Button look="small" title="keys and signs (?)" onClick={parts.onHelp}>
        ?
      </Button>
      <Button look={`danger ${killed ? 'main' : ''}`} title="the kill switch (k)" onClick={parts.onKill}>
        {killed ? 'KILLED' : 'Kill switch'}
      </Button>
    </header>
  );
}

/** Who is signed in, and the role. */
function Who({ welcome, onSignIn, onSignOut }: { welcome: Welcome; onSignIn: () => void; onSignOut: () => void }) {
  const { person, signIn } = welcome;
  if (!person && signIn)
    return (
      <span class="who muted" title="anyone on the gateway's machine may look">
        view only
        <Button look="small" title="to acknowledge, kill, release" onClick={onSignIn}>
          Sign in
        </Button>
      </span>
    );
  if (!person)
    return <Badge title="the gateway knows nobody: anyone on its machine may look, nobody may act here">view only</Badge>;
  return (
    <span class="who muted" title="who is signed in, and the role">
      {person.name} · {person.role}
      <Button look="small" onClick={onSignOut}>
        Sign out
      </Button>
    </span>
  );
}

function Standing({ live, ready }: { live: boolean; ready: boolean | undefined }) {
  if (!live) return <Pill tone="wrong">not live</Pill>;
  if (ready === false)
    return (
      <Pill tone="warn" title="an acceptor does not listen, or a venue is not logged on">
        not ready
      </Pill>
    );
  return <Pill tone="good">live</Pill>;
}

function Tabs({ state, view, onView }: TopParts) {
  const fresh = newAlerts(state.alerts.values());
  const down = [...state.sessions.values()].filter(s => s.role === 'venue' && !s.loggedOn && s.opens === null).length;
  const counts: Partial<Record<View, { readonly n: number; readonly look: string }>> = {
    Alerts: { n: fresh.count, look: fresh.critical ? 'wrong' : 'warn' },
    Sessions: { n: down, look: 'wrong' },
    Risk: { n: state.held.size, look: 'warn' },
  };
  return (
    <div class="tabs" role="tablist" aria-label="Views">
      {VIEWS.map((name, i) => {
        const count = counts[name];
        return (
          <button
            key={name}
            type="button"
            role="tab"
            class="tab"
            aria-selected={name === view}
            title={`${name} (${i + 1})`}
            onClick={() => onView(name)}
          >
            {name}
            {count && count.n > 0 && <span class={`count ${count.look}`}>{count.n}</span>}
          </button>
        );
      })}
    </div>
  );
}
