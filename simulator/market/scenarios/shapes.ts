import { type MinuteBar, scenarioOfBars } from './from-bars';
import type { Scenario } from './scenario';

/**
 * A day that is remembered, as a shape: moves (bps) minute by minute from the order on, made up after what is publicly told of the day, and how rough its minutes were
 * (the range of a minute beyond its move, bps). No recorded price is in it.
 */
interface Shape extends Pick<Scenario, 'name' | 'about' | 'side'> {
  readonly moves: readonly number[];
  readonly rough: number;
  /** Minutes that the market stood still, between two moves: [after the n-th, for so long]. */
  readonly halt?: readonly [after: number, minutes: number];
}

const SHAPES: readonly Shape[] = [
  {
    // CFTC and SEC, Findings regarding the market events of May 6, 2010: some 5 to 6 % in minutes, most of it back within half an hour
    name: 'flash-crash-2010',
    about: 'after 6 May 2010: ever faster down by some 5 % in nine minutes, then half of it back',
    side: 'sell',
    moves: [-15, -20, -25, -40, -60, -80, -110, -140, 90, 110, 70, 50],
    rough: 50,
  },
  {
    // the House voted the first rescue bill down in the early afternoon; the index lost some 4 % within minutes
    name: 'tarp-vote-2008',
    about: 'after 29 September 2008: down by some 4.5 % in six minutes as a vote is counted, then to and fro',
    side: 'sell',
    moves: [-30, -60, -100, -110, -90, -60, 80, 60, -50, 70, 40, -40],
    rough: 45,
  },
  {
    // Level 1 market-wide circuit breaker: 7 % below the prior close, 15 minutes without trading
    name: 'circuit-breaker-2020',
    about:
      'after 18 March 2020: falls, is halted market-wide for a quarter of an hour from the seventh minute on, and does not open again in time',
    side: 'sell',
    moves: [-15, -10, -25, -30, -20, -35, -40, -90, -20],
    rough: 25,
    halt: [7, 15],
  },
  {
    // the weekend of 10 to 13 March 2023; the joint statement of Treasury, Fed and FDIC came on Sunday evening
    name: 'de-peg-2023',
    about: 'after March 2023: a coin jumps by some 4 % against a dollar that is not one, and gives part of it back',
    side: 'buy',
    moves: [40, 90, 120, 80, 60, -50, 40, -60, 30, -30, 20, -20],
    rough: 60,
  },
];

const FROM = 10_000;
const MINUTE = 60;

function barsOf({ moves, rough, halt }: Shape): MinuteBar[] {
  let price = FROM;
  return moves.map((move, n) => {
    const open = price;
    price = open * Math.exp(move / 10_000);
    const half = (FROM * rough) / 2 / 10_000;
    const late = halt && n >= halt[0] ? halt[1] : 0;
    const [high, low] = [Math.max(open, price) + half, Math.min(open, price) - half];
    return { after: (n + late) * MINUTE, open, high, low, close: price, volume: 1 };
  });
}

/** The synthetic scenarios that have the shape of a day that is remembered. */
export const shapedScenarios = (): Scenario[] =>
  SHAPES.map(shape => {
    const { name, about, side } = shape;
    return scenarioOfBars({ name, about, side, source: 'synthetic' }, barsOf(shape));
  });
