import type { Climate } from '../agents/climate';
import { REGIMES } from '../agents/regimes';
import type { CourseStep } from '../agents/weather';
import type { Scenario } from './scenario';
import { shapedScenarios } from './shapes';

const { calm, crash } = REGIMES;

/** Calm but for what is given, from `after` on. */
const from = (after: number, over: Partial<Climate>): CourseStep => ({ after, climate: { ...calm, ...over } });
const calmFrom = (after: number): CourseStep => from(after, {});

type Told = Pick<Scenario, 'name' | 'about'> & Partial<Scenario>;
const synthetic = (told: Told): Scenario => ({
  source: 'synthetic',
  course: [],
  side: 'both',
  reach: 0,
  completes: true,
  ...told,
});

/** In the middle of a crash the drift is this (bps a minute), and on the way back that. */
const FALL = -150;
const BACK = 120;

const MARKETS: readonly Told[] = [
  {
    name: 'flash-crash',
    about:
      'after two minutes the price falls by 6 % in four, quotes thin out to a quarter and stand six times as wide; then it comes back by 4.8 %',
    course: [
      { after: 120, climate: { ...crash, drift: FALL, spread: 12, size: 0.25 } },
      { after: 360, climate: { ...crash, drift: BACK, spread: 6, buyers: 0.6 } },
    ],
    side: 'sell',
    reach: 600,
    trips: ['DailyLoss', 'PriceCollar', 'MessageRate'],
  },
  {
    name: 'liquidity-90',
    about: 'nine tenths of what quotes show is gone for the rest of the order',
    course: [from(60, { size: 0.1 })],
  },
  {
    name: 'spread-x10',
    about: 'quotes stand ten times as wide from the second minute to the seventh',
    course: [from(60, { spread: 10 * calm.spread }), calmFrom(420)],
  },
  {
    name: 'halt',
    about: 'trading is halted from the third minute to the sixth, opens again by an auction, twice as rough as before',
    status: [
      { after: 180, to: 'halted' },
      { after: 330, to: 'reopening' },
      { after: 360, to: 'trading' },
    ],
    course: [from(330, { volatility: 2 * calm.volatility, spread: 2 * calm.spread })],
  },
  {
    name: 'volume-drought',
    about: 'takers come a tenth as often from the second minute on',
    course: [from(60, { noiseEvery: 10 * calm.noiseEvery, sliceEvery: 10 * calm.sliceEvery })],
  },
  {
    name: 'adverse-drift',
    about: 'the price runs away from a buyer, 20 bps a minute all along',
    course: [from(0, { drift: 20, buyers: 0.62, herding: 0.4 })],
    side: 'buy',
    reach: 200,
    trips: ['PriceCollar'],
  },
];

const MACHINES: readonly Told[] = [
  {
    name: 'latency-x10',
    about: 'every message takes ten times as long',
    latencyTimes: 10,
  },
  {
    name: 'feed-gaps',
    about: 'market data stops twice, for 45 and for 90 seconds, and comes all at once after that',
    feedGaps: [
      [120, 165],
      [300, 390],
    ],
    guard: 'feature age',
  },
  { name: 'outage-silent', about: 'the model stops to answer', outage: { kind: 'silent', after: 150 }, guard: 'no answer' },
  {
    name: 'outage-late',
    about: 'every answer of the model comes after its deadline',
    outage: { kind: 'late', after: 0 },
    guard: 'no answer',
  },
  {
    name: 'outage-nan',
    about: 'the model answers with what is no number',
    outage: { kind: 'nan', after: 150 },
    guard: 'bad answer',
  },
  {
    name: 'outage-errors',
    about: 'every question to the model fails',
    outage: { kind: 'errors', after: 150 },
    guard: 'errors in a row',
  },
];

/** Every scenario that ships, all of them synthetic; those named after a day have its shape and none of its prices. */
export const SCENARIOS: readonly Scenario[] = [...[...MARKETS, ...MACHINES].map(synthetic), ...shapedScenarios()];
