/** What data say of a parameter: its 95 % interval is over clusters. */
export interface Found {
  readonly value: number;
  /** NaN where it is not known how far off it may be. */
  readonly low: number;
  readonly high: number;
  /** How many observations, and clusters of them, it rests on. */
  readonly n: number;
  readonly clusters: number;
}

/** How a parameter may move. */
export interface MoveRules {
  /** Of its natural logarithm, or of itself where it is moved plainly, at most so much at a time. */
  readonly step: number;
  /** With fewer observations, or clusters, it does not move. */
  readonly observations: number;
  readonly clusters: number;
}

/** What became of a parameter, and what that rests on. */
export interface Move {
  readonly parameter: string;
  readonly unit: string;
  /** What held until now; null: nothing did. */
  readonly before: number | null;
  readonly found: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly after: number;
  readonly n: number;
  readonly clusters: number;
  readonly moved: boolean;
  readonly why: string;
}

/** A parameter that is moved: its name and unit, and what held until now. */
export interface Parameter {
  readonly parameter: string;
  readonly unit: string;
  readonly before: number;
  /** It moves by the step itself, not by a factor: it may be 0. Absent: it is above 0. */
  readonly plain?: true | undefined;
}

/**
 * Moves a parameter towards what was found: not at all on too little data, or where they do not contradict it (it is within their interval), and never further than the
 * step, so that one bad day does not carry it away.
 */
export function moved({ parameter, unit, before, plain }: Parameter, found: Found, rules: MoveRules): Move {
  const { value, low, high, n, clusters } = found;
  const few = n < rules.observations || clusters < rules.clusters;
  const known = (v: number): number | null => (Number.isFinite(v) ? v : null);
  // of too few clusters an interval says nothing
  const interval = { low: few ? null : known(low), high: few ? null : known(high) };
  const told = { parameter, unit, before, found: known(value), ...interval, n, clusters };
  const stays = (why: string): Move => ({ ...told, after: before, moved: false, why });
  if (few) return stays(`too little to go by: ${n} of ${rules.observations}, in ${clusters} clusters of ${rules.clusters}`);
  if (![value, low, high].every(Number.isFinite)) return stays('the data do not tell');
  if (low <= before && before <= high) return stays('the data do not contradict it: it is within their interval');
  const wanted = plain ? value - before : value > 0 ? Math.log(value / before) : Number.NEGATIVE_INFINITY;
  const step = Math.min(rules.step, Math.max(-rules.step, wanted));
  const most = plain ? String(rules.step) : `a factor of ${Math.exp(rules.step).toFixed(3)}`;
  return {
    ...told,
    after: plain ? before + step : before * Math.exp(step),
    moved: true,
    why: step !== wanted ? `held by its step: at most ${most} at a time` : 'moved to what was found',
  };
}
