import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { madeMarket, UTC } from '../../training/data/clusters';

/** Which market a journal saw: journals of one market have seen the same, whatever they traded in it. */
export interface JournalMarket {
  /** `utc`: the world's, in which a moment is the same to all; else the name of one that was made up. */
  readonly market: string;
  /** When it began (us): moments of one market are told apart by how long after that they are. */
  readonly origin: Micros;
}

/** What a backtest's report, beside its journal, tells of its market. */
const backtestReport = z.looseObject({ seed: z.int(), digest: z.string(), market: z.enum(['agents', 'tape']).optional() });

/** Quotes that a made-up market is known by where its seed is not told. */
const KNOWN_BY = 10;
const SECOND: Micros = 1_000_000;

/**
 * The market of a journal. One of agents is known by its seed (the same agents are drawn in every regime, and with all fees and latencies); a tape, and a backtest without its report, by
 * the prices of the first quotes before an order came; everything else saw the world. `synthetic`: no real order is behind the journal, so that it may be a backtest.
 */
export function marketOf(file: string, turns: Iterable<RecordedTurn>, synthetic: boolean): JournalMarket {
  const report = reportBeside(file);
  const read = readStart(turns);
  if (report && report.market !== 'tape') return { market: madeMarket(report.seed), origin: read.from };
  // a clock that begins at a whole second was set to it
  const made = report !== undefined || (synthetic && read.from % SECOND === 0);
  return made ? { market: `quotes ${read.quotes}`, origin: read.from } : { market: UTC, origin: 0 };
}

function reportBeside(file: string): z.infer<typeof backtestReport> | undefined {
  const report = join(dirname(file), 'report.json');
  if (!existsSync(report)) return undefined;
  try {
    return backtestReport.safeParse(JSON.parse(readFileSync(report, 'utf8'))).data;
  } catch {
    return undefined; // of another hand: the journal itself tells
  }
}

/** When a journal begins, and SHA-256 (16 digits) of the prices of its first quotes: not of when they came, nor of how the gateway was started. */
function readStart(turns: Iterable<RecordedTurn>): { readonly from: Micros; readonly quotes: string } {
  const hash = createHash('sha256');
  let [from, seen] = [Number.NaN, 0];
  all: for (const { at, facts } of turns) {
    if (Number.isNaN(from)) from = at;
    for (const fact of facts) {
      if (seen === KNOWN_BY || fact.type === 'ParentOrderAccepted') break all;
      if (fact.type !== 'QuoteReceived') continue;
      hash.update(JSON.stringify([fact.symbol, fact.bid, fact.ask]));
      seen++;
    }
  }
  return { from, quotes: hash.digest('hex').slice(0, 16) };
}
