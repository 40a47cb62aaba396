import { AgentMarket } from '../simulator/market/agent-market';
import type { RegimeName } from '../simulator/market/agents/regimes';
import type { ScriptStep } from '../simulator/market/agents/weather';
import { demoListing } from '../simulator/market/instruments';
import { ConstantLatency } from '../simulator/models/latency/latency';
import type { FactOf, ModelsInForce } from '../src/core/facts';
import type { HmmModel } from '../src/core/learning/hmm-model';
import { Season } from '../src/core/learning/season';
import { LEARNING } from '../src/core/learning/terms';
import { MemoryJournal } from '../src/journal/memory-journal';
import { runBacktest } from '../src/run/backtest/run';
import { MARKET_DATA } from '../src/run/market/config';
import { SessionsDesk } from '../src/run/sessions-desk';

const SECOND = 1_000_000;
/** 2026-01-05T14:30:00Z */
const START = 1_767_623_400_000_000;
const ACME = demoListing('ACME');

/** An agents' market whose regimes follow a script. */
export interface RegimeDay {
  readonly seed: number;
  readonly steps: readonly ScriptStep[];
  readonly seconds: number;
  /** Seconds of a bar. */
  readonly bar: number;
  readonly hmm?: HmmModel | undefined;
}

/** A bar of it, with the regime that the script has throughout it; undefined where it changes within the bar. */
export interface KnownBar {
  /** End, in seconds since the start. */
  readonly end: number;
  readonly regime: RegimeName | undefined;
  readonly series: readonly (number | null)[];
  readonly seen: FactOf<'RegimeSeen'> | undefined;
}

/** Runs a day with no order of ours through the line, and tells its bars as the filter was shown them. */
export function regimeBars({ seed, steps, seconds, bar, hmm }: RegimeDay): KnownBar[] {
  const journal = new MemoryJournal();
  const latency = (): ConstantLatency => new ConstantLatency(1000);
  const models: ModelsInForce = {
    hmm,
    mode: 'acts',
    deadline: 2_000,
    maxAge: 5 * SECOND,
    learning: { ...LEARNING, bar: bar * SECOND },
  };
  const weather = { kind: 'script', steps } as const;
  runBacktest({
    start: START,
    length: seconds * SECOND,
    tail: 0,
    knows: {
      instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1' }],
      limits: { firm: {} },
      sessions: new SessionsDesk(undefined),
      marketData: MARKET_DATA,
      models,
    },
    market: [
      {
        listing: ACME,
        market: new AgentMarket({ seed, symbol: 'ACME', start: START, reference: ACME.referencePriceTicks, weather }),
      },
    ],
    parents: [],
    latencies: { entry: latency(), response: latency(), feed: latency() },
    fees: undefined,
    publishEvery: 50_000,
    journal,
  });
  return barsOf(journal, steps, bar);
}

function barsOf(journal: MemoryJournal, steps: readonly ScriptStep[], bar: number): KnownBar[] {
  const season = new Season(3);
  const bars: KnownBar[] = [];
  for (const { facts } of journal.turns()) {
    const [closed] = facts;
    if (closed?.type !== 'BarClosed') continue;
    const end = (closed.end - START) / SECOND;
    const seen = facts.find((f): f is FactOf<'RegimeSeen'> => f.type === 'RegimeSeen');
    const series = closed.mid === null ? [null, null, null] : season.take(closed.end, closed.logs);
    const [from, to] = [regimeAt(steps, end - bar), regimeAt(steps, end)];
    bars.push({ end, regime: from === to ? from : undefined, series, seen });
  }
  return bars;
}

function regimeAt(steps: readonly ScriptStep[], seconds: number): RegimeName {
  let now: RegimeName = 'calm';
  for (const { after, regime } of steps) if (after <= seconds) now = regime;
  return now;
}
