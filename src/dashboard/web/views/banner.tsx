import type { State } from '../state/state';
import { Button, Moment } from '../ui/parts';

export interface BannerParts {
  readonly state: State;
  readonly live: boolean;
  /** How long nothing was heard (s). */
  readonly silent: number;
  readonly refused: string | undefined;
  readonly onKill: () => void;
}

/** What has to be known before anything on the page is believed: that it is stale, or that trading is stopped. */
export function Banner({ state, live, silent, refused, onKill }: BannerParts) {
  if (!live)
    return (
      <div class={`banner ${state.n === 0 ? 'plain' : ''}`} role="alert" data-banner="stale">
        {state.n === 0 ? 'Connecting to the gateway …' : <Stale at={state.at} silent={silent} />}
        {refused !== undefined && ` (${refused})`}
      </div>
    );
  if (state.kills.size === 0) return null;
  const outstanding = [...state.kills.values()].reduce((sum, kill) => sum + kill.outstanding, 0);
  const ids = [...state.kills.keys()].join(', ');
  return (
    <div class="banner" role="status" data-banner="killed">
      Kill switch engaged: {ids}.{' '}
      {outstanding > 0 ? `${outstanding.toLocaleString('en-GB')} cancels outstanding.` : 'No cancel is outstanding.'}
      <Button look="small" onClick={onKill}>
        Look
      </Button>
    </div>
  );
}

const Stale = ({ at, silent }: { at: number; silent: number }) => (
  <>
    Not live: what is shown is as of <Moment at={at} />, {Math.floor(silent)} s ago. Orders may have changed since; connecting
    again.
  </>
);
