import { useEffect, useState } from 'preact/hooks';
import type { LookAtBlotter, LookAtParents } from '../feed';
import type { Standing } from './link/feed-link';
import { type May, mayOf } from './state/may';
import type { State } from './state/state';
import { Help } from './ui/help';
import { theme as keptTheme, setTheme, THEMES, type Theme } from './ui/theme';
import { Alerts } from './views/alerts';
import { Banner } from './views/banner';
import { Blotter } from './views/blotter';
import { KillPanel } from './views/kill-panel';
import { KpiStrip } from './views/kpis';
import { Latency } from './views/latency';
import { Models } from './views/models';
import { KEPT } from './views/place';
import { Risk } from './views/risk';
import { Sessions } from './views/sessions';
import { SignIn } from './views/sign-in';
import { Top, VIEWS, type View } from './views/top';

export interface AppParts {
  readonly state: State;
  readonly standing: Standing;
  /** Somebody has to say who they are, or (`said`) said it wrong. */
  readonly asks: boolean;
  readonly said: boolean;
  /** Why the gateway does not want us; undefined where it does. */
  readonly refused: string | undefined;
  /** How long nothing was heard (s), by the page's own clock. */
  readonly silent: number;
  /** The system's look has changed so often. */
  readonly looks: number;
  readonly look: (at: LookAtBlotter | LookAtParents) => void;
  readonly onToken: (token: string | undefined) => void;
}

/** Silence from which on the page counts as stale (s): the gateway says something each second. */
export const STALE_S = 3;

type Over = 'help' | 'kill' | undefined;

/** The whole page. */
export function App(parts: AppParts) {
  const { state, standing, asks, said, refused, silent, onToken } = parts;
  const [view, setView] = useState<View>('Blotter');
  const [over, setOver] = useState<Over>();
  /** Somebody who looks wants to say who they are. */
  const [wants, setWants] = useState(false);
  const [theme, setThemeState] = useState(keptTheme);
  const turnTheme = (): void => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
    setTheme(next);
    setThemeState(next);
  };
  useKeys({ setView, setOver, turnTheme });
  const onNobody = (): void => {
    setWants(false);
    if (asks) onToken(undefined);
  };
  if (asks || (wants && !state.welcome?.person))
    return (
      <SignIn said={refused} busy={standing === 'connecting'} onToken={onToken} onNobody={!asks || said ? onNobody : undefined} />
    );
  const live = standing === 'live' && state.n > 0 && silent < STALE_S;
  const may = mayOf(state.welcome, live);
  return (
    <div class={`page ${state.n > 0 && !live ? 'is-stale' : ''}`}>
      <Top
        state={state}
        view={view}
        onView={setView}
        live={live}
        theme={theme}
        onTheme={turnTheme}
        onHelp={() => setOver('help')}
        onKill={() => setOver('kill')}
        onSignIn={() => setWants(true)}
        onSignOut={() => {
          setWants(false);
          onToken(undefined);
        }}
      />
      <Banner state={state} live={live} silent={silent} refused={refused} onKill={() => setOver('kill')} />
      <KpiStrip state={state} />
      <main>
        <Shown view={view} parts={parts} may={may} theme={theme} />
      </main>
      {over === 'help' && <Help onClose={() => setOver(undefined)} />}
      {over === 'kill' && <KillPanel state={state} may={may} onClose={() => setOver(undefined)} />}
    </div>
  );
}

function Shown({ view, parts, may, theme }: { view: View; parts: AppParts; may: May; theme: Theme }) {
  const { state, look, looks } = parts;
  const [kept, setKept] = useState(KEPT);
  if (view === 'Blotter')
    return <Blotter state={state} may={may} look={look} kept={kept} setKept={setKept} theme={`${theme} ${looks}`} />;
  if (view === 'Sessions') return <Sessions state={state} may={may} />;
  if (view === 'Risk') return <Risk state={state} may={may} />;
  if (view === 'Alerts') return <Alerts state={state} may={may} />;
  return view === 'Latency' ? <Latency state={state} /> : <Models state={state} />;
}

interface Keys {
  readonly setView: (view: View) => void;
  readonly setOver: (over: Over) => void;
  readonly turnTheme: () => void;
}

/** Keys that work wherever nothing is being typed. */
function useKeys({ setView, setOver, turnTheme }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      const to = VIEWS[Number(event.key) - 1];
      if (to) setView(to);
      else if (event.key === '?') setOver('help');
      else if (event.key === 'k') setOver('kill');
      else if (event.key === 't') turnTheme();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [turnTheme]);
}
