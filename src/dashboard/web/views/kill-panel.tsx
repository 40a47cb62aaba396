import { useState } from 'preact/hooks';
import type { KillRow } from '../../feed';
import { grouped, share } from '../format/number';
import { duration } from '../format/time';
import type { May } from '../state/may';
import type { State } from '../state/state';
import { Dialog } from '../ui/dialog';
import { Button, Empty, Meter, Moment } from '../ui/parts';
import { Engage } from './kill-engage';
import { Release } from './kill-release';

/** The kill switch: what is engaged with the cancels that venues have confirmed, how to engage more, and how to release. */
export function KillPanel({ state, may, onClose }: { state: State; may: May; onClose: () => void }) {
  const [releasing, setReleasing] = useState<string>();
  const kills = [...state.kills.values()];
  const row = releasing === undefined ? undefined : state.kills.get(releasing);
  return (
    <Dialog title="Kill switch" wide onClose={onClose}>
      <div class="inside">
        {kills.length === 0 ? (
          <Empty>None is engaged.</Empty>
        ) : (
          kills.map(kill => <Engaged key={kill.id} row={kill} now={state.at} may={may} onRelease={() => setReleasing(kill.id)} />)
        )}
      </div>
      {row ? <Release row={row} onClose={() => setReleasing(undefined)} /> : <Engage state={state} may={may} />}
      <footer>
        <Button onClick={onClose}>Close</Button>
      </footer>
    </Dialog>
  );
}

function Engaged({ row, now, may, onRelease }: { row: KillRow; now: number; may: May; onRelease: () => void }) {
  const { asked, confirmed, outstanding, releaseAsked } = row;
  const sure = outstanding === 0;
  return (
    <div class="engaged" data-id={row.id}>
      <div class="engaged-head">
        <b class="wrong-text">Killed: {row.key === '' ? row.level : `${row.level} ${row.key}`}</b>
        <span class="muted">
          <Moment at={row.at} /> by {row.by}: {row.reason}
        </span>
        <span class="grow" />
        <Button look="small" denied={may('risk')} onClick={onRelease}>
          {releaseAsked ? 'Agree to release' : 'Release'}
        </Button>
      </div>
      <Meter
        part={asked === 0 ? 1 : share(confirmed, asked)}
        tone={sure ? 'plain' : 'wrong'}
        text="cancels that venues confirmed"
      />
      <div class={sure ? 'muted' : 'wrong-text'}>
        {asked === 0
          ? 'No order was at a venue.'
          : `Cancels: ${grouped(confirmed)} confirmed, ${grouped(outstanding)} outstanding, of ${grouped(asked)}`}
      </div>
      {releaseAsked && (
        <div class="muted">
          {releaseAsked.by} asks for its release ({releaseAsked.reason}): a second person has{' '}
          {duration(Math.max(0, releaseAsked.until - now))}
        </div>
      )}
      {!row.latched && <div class="wrong-text">It is not on disk: it would not hold after a restart.</div>}
    </div>
  );
}
