import { termsNamed } from '../../core/adaptive/models';
import type { FactOf, ModelsInForce } from '../../core/facts';
import { type Instrument, qtyText } from '../../core/instruments';
import { REGIME_NAMES } from '../../core/learning/regime';
import type { SliceRow, SliceTilted } from '../../dashboard/feed';
import type { SliceNote } from './slice-notes';

/** What explains slices, as rows, from note number `from` on; facts that only lead to a decision are told with it. `models`: those that the order keeps to. */
export function sliceRows(
  notes: readonly SliceNote[],
  from: number,
  i: Instrument,
  models: ModelsInForce | undefined,
): SliceRow[] {
  const rows: SliceRow[] = [];
  for (let n = from; n < notes.length; n++) {
    const row = rowOf(notes[n]!, n, i, { notes, models });
    if (row) rows.push(row);
  }
  return rows;
}

interface Around {
  readonly notes: readonly SliceNote[];
  readonly models: ModelsInForce | undefined;
}

function rowOf({ seq, at, fact }: SliceNote, n: number, i: Instrument, around: Around): SliceRow | undefined {
  if (!('slot' in fact) || fact.type === 'ForecastAsked') return undefined;
  const base = { id: `${seq}.${n}`, at, slot: fact.slot };
  const qty = (units: number | undefined): string | null => (units === undefined ? null : qtyText(i, units));
  switch (fact.type) {
    case 'SliceScheduled': {
      const { target, least, most, urgency, forClose } = fact;
      return {
        ...base,
        what: 'scheduled',
        target: qtyText(i, target),
        least: qty(least),
        most: qty(most),
        urgency,
        forClose: forClose === true,
      };
    }
    case 'SliceSkipped':
      return { ...base, what: 'skipped', reason: fact.reason };
    case 'SliceWeighed':
      return weighed(base, fact, i);
    case 'TiltDecided':
      return tilted(base, fact, i, around);
  }
}

type Base = Pick<SliceRow, 'id' | 'at' | 'slot'>;

function weighed(base: Base, f: FactOf<'SliceWeighed'>, i: Instrument): SliceRow {
  const known = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);
  return {
    ...base,
    what: 'weighed',
    qty: qtyText(i, f.qty),
    chose: f.chose,
    plain: f.plain ?? null,
    cross: known(f.cross),
    join: known(f.join),
    improve: known(f.improve),
    fillJoin: known(f.fillJoin),
    fillImprove: known(f.fillImprove),
    taker: known(f.taker),
    maker: known(f.maker),
    impact: known(f.impact),
    drift: known(f.drift),
  };
}

function tilted(base: Base, f: FactOf<'TiltDecided'>, i: Instrument, { notes, models }: Around): SliceTilted {
  const about = <T extends SliceNote['fact']['type']>(type: T) =>
    notes.find(n => n.fact.type === type && 'ask' in n.fact && n.fact.ask === f.ask)?.fact as
      | Extract<SliceNote['fact'], { type: T }>
      | undefined;
  const asked = f.ask === undefined ? undefined : about('ForecastAsked');
  const terms = f.model === undefined ? undefined : termsNamed(models, f.model);
  const { slot: _slot, source, why, raw, sd, tilt, applied, clip, regime } = f;
  return {
    ...base,
    ...{ what: 'tilted', source, why: why ?? null, raw, sd, tilt, applied: applied ?? null, clip },
    baseline: qtyText(i, f.baseline),
    target: qtyText(i, f.target),
    regime: regime === undefined ? null : regime === 'unknown' ? regime : REGIME_NAMES[regime],
    model: terms?.name ?? f.model ?? null,
    took: f.ask === undefined ? null : (about('ForecastReceived')?.took ?? null),
    said: terms ? terms.targets.map(({ name, horizon }, k) => ({ name, horizon, value: f.y[k] ?? null })) : [],
    attributions: f.attributions,
    features: asked && terms ? featuresOf(asked, terms.features) : [],
  };
}

type Use = { readonly name: string; readonly units: string; readonly fill: number | null };

const featuresOf = ({ features }: FactOf<'ForecastAsked'>, uses: readonly Use[]): SliceTilted['features'] =>
  uses.map(({ name, units, fill }, n) => {
    const value = features[n] ?? null;
    return { name, units, value: value ?? fill, filled: value === null };
  });
