import { useMemo, useState } from 'preact/hooks';
import type { SliceTilted, SliceWeighed } from '../../feed';
import { bps, fixed, grouped, percent } from '../format/number';
import { duration } from '../format/time';
import { clipText, type Slot, slotsOf, tiltText, urgencyText } from '../state/slices';
import type { Looked } from '../state/state';
import { Badge, Empty, Moment } from '../ui/parts';

/** Slots that are drawn until more are asked for. */
const FEW = 60;

/** Why each slice was what it was, the latest first. */
export function Slices({ looked: { slices, left, plan } }: { looked: Looked }) {
  const [all, setAll] = useState(false);
  const slots = useMemo(() => slotsOf(slices), [slices]);
  const shown = all ? slots : slots.slice(0, FEW);
  if (slots.length === 0)
    return <div class="slices">{plan ? <Empty>No slice is due yet.</Empty> : <Empty>Not sliced.</Empty>}</div>;
  return (
    <div class="slices">
      <ol aria-label="Slices, the latest first">
        {shown.map(slot => (
          <SlotBox key={slot.slot} slot={slot} />
        ))}
      </ol>
      {slots.length > shown.length && (
        <button type="button" class="button small" onClick={() => setAll(true)}>
          {slots.length - shown.length} more
        </button>
      )}
      {left > 0 && <Empty>{grouped(left)} earlier decisions are in the journal.</Empty>}
    </div>
  );
}

function SlotBox({ slot }: { slot: Slot }) {
  const { scheduled, tilted, skipped, weighed } = slot;
  const last = weighed.at(-1);
  return (
    <li class="slot">
      <div class="slot-head">
        <b>Slot {slot.slot}</b> <Moment at={slot.at} />
        {scheduled && (
          <Badge title="what its child may do">{scheduled.forClose ? 'closing auction' : urgencyText(scheduled.urgency)}</Badge>
        )}
        {tilted && <Badge tone={tilted.clip === 'none' ? 'accent' : 'plain'}>{tiltText(tilted.applied)}</Badge>}
      </div>
      {scheduled && (
        <div>
          {grouped(scheduled.target)} done by its end
          {(scheduled.least ?? scheduled.most) !== null && (
            <span class="muted">
              {' '}
              (band {grouped(scheduled.least ?? '0')} to {grouped(scheduled.most)})
            </span>
          )}
        </div>
      )}
      {skipped && <div class="muted">skipped: {skipped.reason}</div>}
      {tilted && <Tilt of={tilted} />}
      {last && <Weighed of={last} times={weighed.length} />}
    </li>
  );
}

function Weighed({ of, times }: { of: SliceWeighed; times: number }) {
  if (of.plain !== null) return <div class="muted">not weighed ({of.plain}): joins the touch</div>;
  const ways = (['join', 'improve', 'cross'] as const).filter(way => of[way] !== null);
  const chance = of.chose === 'join' ? of.fillJoin : of.chose === 'improve' ? of.fillImprove : null;
  return (
    <div title="expected cost of each way of pricing the child, bps of the middle: the cheapest was chosen">
      {ways.map(way => (
        <span key={way} class={`way ${way === of.chose ? 'chosen' : ''}`}>
          {way} {bps(of[way], 2)}
        </span>
      ))}
      <span class="muted">
        bps{chance !== null && `, fills with ${percent(chance, 0)}`}
        {times > 1 && `, weighed ${times} times`}
      </span>
    </div>
  );
}

function Tilt({ of }: { of: SliceTilted }) {
  return (
    <details>
      <summary>
        baseline {grouped(of.baseline)}, wanted {grouped(of.target)}: {clipText(of.clip)}
      </summary>
      <p class="muted">
        by {of.source}
        {of.model !== null && (
          <>
            {' '}
            of <code>{of.model.slice(0, 12)}</code>
          </>
        )}
        {of.took !== null && `, answered in ${duration(of.took)}`}
        {of.regime !== null && `, market ${of.regime}`}
        {of.why !== null && `: ${of.why}`}
      </p>
      {of.source !== 'baseline' && (
        <p>
          forecast {tiltText(of.raw)} (raw {fixed(of.raw, 3)}, sd {fixed(of.sd, 3)}), after disagreement {tiltText(of.tilt)}, done{' '}
          {tiltText(of.applied)}
        </p>
      )}
      {of.said.length > 0 && (
        <p class="muted">
          says {of.said.map(s => `${s.name} ${s.value === null ? '–' : s.value.toPrecision(3)} (${s.horizon} s)`).join(', ')}
        </p>
      )}
      {of.attributions.length > 0 && <Attributions of={of} />}
    </details>
  );
}

/** What each feature added to what decides, the largest first. */
function Attributions({ of }: { of: SliceTilted }) {
  const widest = Math.max(1e-12, ...of.attributions.map(([, added]) => Math.abs(added)));
  return (
    <table class="table attributions">
      <tbody>
        {of.attributions.slice(0, 8).map(([name, added]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="r">{featureText(of, name)}</td>
            <td class="r">{added.toPrecision(2)}</td>
            <td>
              <span class="added">
                <span class={added < 0 ? 'less' : 'more'} style={{ width: `${(50 * Math.abs(added)) / widest}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a feature was; marked where nobody knew it and something stood in for it. */
function featureText({ features }: SliceTilted, name: string): string {
  const feature = features.find(f => f.name === name);
  if (!feature || feature.value === null) return '–';
  return `${Number(feature.value.toPrecision(4))}${feature.units === '1' ? '' : ` ${feature.units}`}${feature.filled ? ' (filled in)' : ''}`;
}
