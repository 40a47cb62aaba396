import { type Day, weekdayOf } from '../civil';
import type { Micros } from '../numbers';
import { zoneOf } from '../zone';
import { type Effective, EffectiveDated } from './effective';

/** What a market does at a time of its day. Outside of every phase it is `closed`. */
export const PHASES = ['pre-open', 'opening-auction', 'continuous', 'closing-auction', 'post-close'] as const;
export type PhaseName = (typeof PHASES)[number];

/** A phase of a kind of day: seconds after midnight by the market's clocks. */
export interface PhaseRow extends Effective {
  readonly phase: PhaseName;
  readonly start: number;
  readonly end: number;
  /** Auctions: no order is taken from this second on. */
  readonly lastEntry?: number | undefined;
  /** Auctions: no cancel and no replace is taken from this second on. */
  readonly lastCancel?: number | undefined;
}

/** A day that is not as usual: `schedule` names the phases that hold, none where the market is closed. */
export interface SpecialDay {
  readonly day: Day;
  readonly name: string;
  readonly schedule?: string | undefined;
}

/** A phase on a certain day, in moments. */
export interface Phase {
  readonly phase: PhaseName;
  readonly start: Micros;
  readonly end: Micros;
  /** The same, seconds after midnight by the market's clocks. */
  readonly startClock: number;
  readonly endClock: number;
  readonly lastEntry?: Micros | undefined;
  readonly lastCancel?: Micros | undefined;
}

/** The schedule of a day that has no other. */
export const REGULAR = 'regular';

export interface CalendarSpec {
  readonly market: string;
  /** IANA name. */
  readonly zone: string;
  /** Phases by schedule, in any order. */
  readonly phases: readonly (readonly [schedule: string, row: PhaseRow])[];
  readonly special: readonly SpecialDay[];
}

/** When a market is open: weekdays but for holidays, half days by their own schedule, by the market's clocks (so across their changes). */
export class MarketCalendar {
  readonly market: string;
  private readonly zone;
  private readonly phases: EffectiveDated<PhaseRow>;
  private readonly schedules: ReadonlyMap<string, readonly string[]>;
  private readonly special: ReadonlyMap<Day, SpecialDay>;
  private readonly days = new Map<Day, readonly Phase[]>();
  private day: Day = Number.NaN;
  private from: Micros = 0;
  private to: Micros = 0;

  /** Throws RangeError where the zone is unknown, an Error where phases overlap or a special day names no schedule there is. */
  constructor(spec: CalendarSpec) {
    this.market = spec.market;
    this.zone = zoneOf(spec.zone);
    this.phases = new EffectiveDated(
      spec.phases.map(([schedule, row]) => [`${schedule} ${row.phase} ${row.start}`, row] as const),
    );
    const schedules = new Map<string, string[]>();
    for (const key of this.phases.keys()) {
      const schedule = key.slice(0, key.indexOf(' '));
      schedules.set(schedule, [...(schedules.get(schedule) ?? []), key]);
    }
    this.schedules = schedules;
    this.special = new Map(spec.special.map(s => [s.day, s]));
    clashIn(spec);
    const unknown = spec.special.find(s => s.schedule !== undefined && !schedules.has(s.schedule));
    if (unknown) throw new Error(`'${unknown.name}' names a schedule '${unknown.schedule}' that ${spec.market} does not have`);
  }

  /** The civil day at a moment, by the market's clocks. */
  dayAt(at: Micros): Day {
    // the day looked up last, mostly: the zone tables are asked once a day of data
    if (at >= this.from && at < this.to) return this.day;
    this.day = Math.floor(this.zone.wallAt(Math.floor(at / 1_000_000)) / 86_400);
    this.from = this.momentOf(this.day, 0);
    this.to = this.momentOf(this.day + 1, 0);
    return this.day;
  }

  /** The moment of a second after midnight of a day, by the market's clocks. */
  momentOf(day: Day, second: number): Micros {
    return this.zone.firstAt(day * 86_400 + second) * 1_000_000;
  }

  /** The phases of a day in order; none where the market is closed. */
  phasesOf(day: Day): readonly Phase[] {
    let phases = this.days.get(day);
    if (phases === undefined) this.days.set(day, (phases = this.made(day)));
    return phases;
  }

  /** The phase at a moment; undefined where the market is closed. */
  phaseAt(at: Micros): Phase | undefined {
    return this.phasesOf(this.dayAt(at)).find(p => at >= p.start && at < p.end);
  }

  isOpenOn(day: Day): boolean {
    return this.phasesOf(day).length > 0;
  }

  /** Whether the calendar says anything of a day: without phases for it, a weekday is unknown, not closed. */
  covers(day: Day): boolean {
    return (this.schedules.get(REGULAR) ?? []).some(key => this.phases.asOf(key, day) !== undefined);
  }

  /** Why a weekday is not as usual, such as the holiday's name. */
  specialOn(day: Day): SpecialDay | undefined {
    return this.special.get(day);
  }

  /** The first day after `day` on which the market opens; undefined where none of the next 400 days is one. */
  nextOpenDay(day: Day): Day | undefined {
    for (let d = day + 1; d <= day + 400; d++) if (this.isOpenOn(d)) return d;
    return undefined;
  }

  /** Microseconds of continuous trading in from..to: what a schedule over several days is spread over. */
  tradingTime(from: Micros, to: Micros): Micros {
    let sum = 0;
    const last = this.dayAt(to);
    for (let day = this.dayAt(from); day <= last; day++)
      for (const { phase, start, end } of this.phasesOf(day))
        if (phase === 'continuous') sum += Math.max(0, Math.min(end, to) - Math.max(start, from));
    return sum;
  }

  private made(day: Day): readonly Phase[] {
    const special = this.special.get(day);
    const weekday = weekdayOf(day);
    if (special ? special.schedule === undefined : weekday === 0 || weekday === 6) return [];
    // the zone tables are asked twice a day, not for each moment of it, but on the days about a clock change
    const offset = this.zone.steadyOffset(day * 86_400, (day + 1) * 86_400);
    const momentOf = (second: number): Micros =>
      offset === undefined ? this.momentOf(day, second) : (day * 86_400 + second - offset) * 1_000_000;
    const moment = (second: number | undefined): Micros | undefined => (second === undefined ? undefined : momentOf(second));
    const phases: Phase[] = [];
    for (const key of this.schedules.get(special?.schedule ?? REGULAR) ?? []) {
      const row = this.phases.asOf(key, day);
      if (!row) continue;
      const { phase, start, end, lastEntry, lastCancel } = row;
      const last = { lastEntry: moment(lastEntry), lastCancel: moment(lastCancel) };
      phases.push({ phase, start: momentOf(start), end: momentOf(end), startClock: start, endClock: end, ...last });
    }
    return phases.sort((a, b) => a.start - b.start);
  }
}

/** Throws where two phases of a schedule are at one time of one day, or a phase ends before it begins. */
function clashIn({ phases }: CalendarSpec): void {
  const meet = (a: number, b: number | undefined, c: number, d: number | undefined): boolean =>
    a < (d ?? Number.POSITIVE_INFINITY) && c < (b ?? Number.POSITIVE_INFINITY);
  phases.forEach(([schedule, row], n) => {
    if (row.end <= row.start) throw new Error(`${schedule}: ${row.phase} ends before it begins`);
    const other = phases.find(
      ([s, r], m) =>
        m < n && s === schedule && meet(r.from, r.until, row.from, row.until) && meet(r.start, r.end, row.start, row.end),
    );
    if (other) throw new Error(`${schedule}: ${other[1].phase} and ${row.phase} overlap`);
  });
}
