import type { Micros } from '../../core/numbers';
import { zoneOf } from '../../core/zone';
import { analyse, type TcaFigures } from '../../drop-copy/tca/analyse';
import type { Key } from '../../drop-copy/tca/groups';
import { isMid, type SymbolMarket, type TcaMarket } from '../../drop-copy/tca/market';
import { surveyOf } from '../../drop-copy/tca/survey';
import { openJournal } from '../replay';
import { UsageError } from '../usage-error';
import { journalOrders } from './journal-orders';
import { type LogsOptions, ordersOfLogs } from './log-orders';
import { type MarketOptions, marketOfFiles } from './market-files';
import { type SymbolSource, sourcesOf } from './sources';
import type { Told } from './told';

/** What `sluice tca` is asked. */
export interface TcaAsked extends Partial<Pick<LogsOptions, 'logZone' | 'told'>>, Pick<MarketOptions, 'format' | 'day'> {
  readonly logs: readonly string[];
  readonly journal?: string | undefined;
  readonly market: readonly string[];
  readonly by: readonly Key[];
  /** Per cent. */
  readonly ci: number;
  /** IANA name of the zone whose hours orders are put together by. */
  readonly hourZone: string;
}

/** What a transaction cost analysis found. */
export interface TcaReport extends TcaFigures {
  readonly of: { readonly logs: readonly string[]; readonly journal: string | null };
  /** Confidence of intervals in per cent, and the zone of hours. */
  readonly ci: number;
  readonly hourZone: string;
  /** Where the prices and volumes of each symbol are from. */
  readonly sources: readonly SymbolSource[];
  /** What a reader must know before a figure. */
  readonly notes: readonly string[];
}

/** Seed of the bootstrap: the same logs give the same intervals. */
const SEED = 1;

/** Measures what the orders of logs, or of a journal, cost. Rejects with a UsageError that names the option or the file. */
export async function tca(asked: TcaAsked): Promise<TcaReport> {
  const { hourZone, journal } = asked;
  const hourOf = hoursOf(hourZone);
  const told = journal === undefined ? await ordersOfLogs(asked) : ofJournal(journal);
  try {
    return await measured(told, asked, hourOf);
  } finally {
    told.close();
  }
}

async function measured(told: Told, asked: TcaAsked, hourOf: (at: Micros) => number): Promise<TcaReport> {
  const { by, ci, hourZone, journal } = asked;
  const survey = surveyOf(told.orders(), told.end);
  const { windows } = survey;
  const files = await marketOfFiles(asked, windows);
  const market: TcaMarket = { of: symbol => together(files.markets.get(symbol), told.market.of(symbol)) };
  const found = new Map([...windows.keys()].map(symbol => [symbol, market.of(symbol)]));
  const figures = analyse(
    told,
    survey,
    { of: symbol => found.get(symbol) },
    { by, confidence: { level: ci / 100, seed: SEED }, hourOf },
  );
  return {
    of: { logs: asked.logs, journal: journal ?? null },
    ci,
    hourZone,
    sources: sourcesOf(found),
    notes: [...told.notes, ...files.notes, ...notesOf(figures)],
    ...figures,
  };
}

function ofJournal(file: string): Told {
  const journal = openJournal(file);
  try {
    return { ...journalOrders(journal.turns()), notes: JOURNAL_NOTES, close: () => undefined };
  } finally {
    journal.close();
  }
}

const JOURNAL_NOTES = [
  'A journal has no fees: costs are without them. Times of fills are when the gateway was told.',
  'A journal does not say which fills took: told here are those that came within a second of an order that reached the other side.',
];

/** What files say goes before what a log or journal has itself, for prices and for volumes; mids go before other prices. */
function together(files: SymbolMarket | undefined, own: SymbolMarket | undefined): SymbolMarket | undefined {
  if (!files || !own) return files ?? own;
  const prices = files.kind && (isMid(files.kind) || !isMid(own.kind)) ? files : own;
  const volume = files.trades ? files : own;
  return {
    ...prices,
    trades: volume.trades,
    isByBars: volume.isByBars,
    from: prices === volume ? prices.from : [...prices.from, ...volume.from],
  };
}

function hoursOf(zone: string): (at: Micros) => number {
  try {
    const clocks = zoneOf(zone);
    return at => Math.floor((clocks.wallAt(Math.floor(at / 1_000_000)) % 86_400) / 3_600);
  } catch {
    throw new UsageError(`--hours: '${zone}' is no time zone that this platform knows (such as America/New_York)`);
  }
}

function notesOf({ counts, costsOf, orders }: TcaFigures): string[] {
  const notes: string[] = [];
  const { byMarket, byFirstFill, unseen } = counts;
  if (costsOf === 'first fill' && byFirstFill > 0)
    notes.push(
      'There is no market data: arrival is the first fill of each order, so that costs say only how its price went on from there. Delay, spread, impact, opportunity, VWAP, TWAP, ' +
        'participation and mark-outs cannot be said (--market gives them).',
    );
  if (costsOf === 'market' && byFirstFill > 0)
    notes.push(
      `${byFirstFill} orders have no market price at their arrival: they are in the table of orders, held against their first fill, and in no mean.`,
    );
  if (unseen > 0)
    notes.push(
      `${unseen} orders have more in CumQty (14) than in the fills that the log has: what is missing has no price and is in no cost.`,
    );
  const without = orders.filter(o => o.without.includes('fees') && o.basis !== null).length;
  if (without > 0)
    notes.push(`${without} of ${byMarket + byFirstFill} orders with a cost have no fees told (12, 137): theirs is without fees.`);
  const above = orders.filter(o => (o.participation ?? 0) > 1).length;
  if (above > 0) notes.push(`${above} orders did more than the market data say was traded: their participation cannot be right.`);
  return notes;
}
