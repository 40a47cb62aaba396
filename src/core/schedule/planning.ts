import { type Denial, denial } from '../denials';
import type { PlanTerms, SliceRules } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros, Qty } from '../numbers';
import { partOf } from '../risk/own-part';
import { type Given, WHOLE_PART } from '../strategy-parameters';
import { evenCurve } from './curves/cumulative';
import { drawKey } from './curves/draws';
import { jittered } from './curves/jitter';
import { slotEdges } from './curves/sessions';
import { readParameters } from './parameters';
import type { Asked, Framed, Schedule } from './schedule';
import { scheduleOf, workedAs } from './schedules';
import { type Sliced, sliceRulesOf } from './slice-rules';
import { type Stretch, stretchesIn } from './trading-time';
import { type Request, slotsIn, type Window, windowOf } from './window';

/** A list of slots has at most so many: each is in the journal. */
export const MOST_SLOTS = 2_000;

/** An order that is to be planned. */
export interface Planned extends Sliced {
  readonly request: Request;
  /** Seeds chance, beside Seed. */
  readonly parentId: string;
  /** Done so far: the plan spreads what is left. */
  readonly base: Qty;
  /** The plan it replaces: what the request does not name stays as it was, but for Duration, which names an end. */
  readonly before: PlanTerms | undefined;
}

/** What a plan is made of before its strategy shapes it. */
interface Frame {
  readonly schedule: Schedule;
  readonly given: Given;
  readonly texts: Readonly<Record<string, string>>;
  readonly rules: SliceRules;
  readonly window: Window;
  readonly auction: Asked['auction'];
  readonly stretches: readonly Stretch[] | undefined;
  readonly slots: number;
  /** Microseconds of trading until slices end. */
  readonly trading: Micros;
}

/**
 * The plan of a scheduled order, or why there is none: its window and slots (trading time where the market's hours are known), the curve of its
 * strategy, times and sizes moved by chance where Randomise asks for it. Pure.
 */
export function planOf(order: Planned, books: Ledger, at: Micros): PlanTerms | Denial {
  const frame = frameOf(order, books, at);
  if ('code' in frame) return frame;
  const { schedule, given, texts, rules, window, auction, stretches, slots, trading } = frame;
  const { start, end } = window;
  const last = auction?.at ?? end;
  const whole = stretches === undefined || (stretches.length === 1 && stretches[0]![0] === start && stretches[0]![1] === last);
  const chance = given.Randomise ?? 0;
  const listed = schedule.slots === 'listed' || (schedule.slots === 'even' && (!whole || chance > 0));
  if (listed && slots > MOST_SLOTS)
    return denial('BadWindow', `SlotSeconds (958-960) cuts the window into ${slots} slots, of which there may be ${MOST_SLOTS}`);
  const sessions = (stretches ?? []).map(([from, to]) => ({ day: 0, start: from, end: to }));
  const edges = listed ? slotEdges(start, last, slots, sessions) : [];
  const asked = { ...order, rate: rateOf(order), given, start, end, edges, auction, trading, books, at };
  const shape = schedule.plan(asked);
  if ('code' in shape) return shape;
  const terms = {
    start,
    end,
    slots,
    base: order.base,
    sessions: whole ? undefined : stretches,
    ...shape,
    rules,
    parameters: texts,
  };
  if (!listed) return terms;
  const curve = shape.curve ?? evenCurve(slots);
  if (chance === 0) return { ...terms, edges, curve };
  const part = chance / WHOLE_PART;
  const slotted = { edges, curve, sessions: terms.sessions };
  return { ...terms, ...jittered(slotted, { times: part, sizes: part }, drawKey(order.parentId, given.Seed ?? 0)) };
}

function frameOf(order: Planned, books: Ledger, at: Micros): Frame | Denial {
  const { strategy, instrument, request, before } = order;
  const read = readParameters(strategy.parameters, textsOf(order), instrument);
  if ('code' in read) return read;
  const { given, texts } = read;
  const schedule = scheduleOf(strategy.name as Exclude<typeof strategy.name, 'DMA'>, texts);
  const trouble = rateTrouble(order, given);
  if (trouble) return trouble;
  const rules = sliceRulesOf(given, { ...order, strategy: workedAs(strategy, texts) });
  if ('code' in rules) return rules;
  const framed: Framed = { symbol: instrument.symbol, given, start: Math.max(request.effectiveTime ?? at, at), books };
  const window = windowOf(strategy, request, given, { at, otherEnd: before?.end ?? schedule.endOf?.(framed) });
  if ('code' in window) return window;
  if (window.end <= at) return denial('WindowExpired', 'ExpireTime (126) has passed: the window is over');
  const auction = schedule.auction?.(framed, window.end);
  if (auction && 'code' in auction) return auction;
  const last = auction?.at ?? window.end;
  const ahead = books.ahead.get(instrument.symbol);
  // what was told reaches no further than its `until`: beyond it nothing is known, as without a calendar
  const known = ahead && ahead.until > window.start ? stretchesIn(window.start, last, ahead.sessions) : undefined;
  if (known?.length === 0 && !auction)
    return denial('BadWindow', `the market of ${instrument.symbol} does not trade in the window`);
  const stretches = known?.length === 0 ? undefined : known;
  const trading = stretches ? stretches.reduce((sum, [from, to]) => sum + to - from, 0) : last - window.start;
  const slots = slotsIn(trading, window.slot ?? schedule.slot);
  return { schedule, given, texts, rules, window, auction, stretches, slots, trading };
}

/** The parameters in force: those of the plan before, but for its length, and over them those that were named. */
function textsOf({ request, before }: Planned): Readonly<Record<string, string>> {
  const { Duration: _length, ...kept } = before?.parameters ?? {};
  return { ...kept, ...request.parameters };
}

/** ParticipationRate (849) in millionths; a replace without one keeps what was asked before. */
const rateOf = ({ request, before }: Planned): number | undefined =>
  request.participationRate === undefined ? before?.rate : partOf(request.participationRate);

/** A strategy that aims at a part of the volume needs one, and less than all of it; its cap cannot be below it. */
function rateTrouble(order: Planned, { Cap: cap }: Given): Denial | undefined {
  if (order.strategy.rate !== 'target') return undefined;
  const rate = rateOf(order);
  const { name } = order.strategy;
  if (rate === undefined)
    return denial('BadParameter', `${name} needs ParticipationRate (849), such as 0.1 for 10 % of the volume`);
  if (rate >= WHOLE_PART) return denial('BadParameter', `ParticipationRate (849) of ${name} must be below 1: 0.1 is 10 %`);
  if (cap !== undefined && cap < rate)
    return denial('BadParameter', `Cap (958-960) ${cap / WHOLE_PART} is below ParticipationRate (849) ${rate / WHOLE_PART}`);
  return undefined;
}
