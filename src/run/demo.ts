import { join } from 'node:path';
import type { FaultName } from '../../simulator/models/faults/kinds';
import { type Check, judge } from './demo-checks';
import { type Evidence, evidenceOf } from './demo-evidence';
import { endOf, type Played, play, type Sent } from './demo-scenario';
import { DemoHouse, type DemoOptions } from './demo-setup';
import { replayJournal } from './replay';

/** A parent of the demo, told for a table. Quantities and prices as decimal text; '' where there is none. */
export interface DemoRow {
  readonly parent: string;
  readonly what: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly algo: 'DMA' | 'TWAP';
  readonly orderQty: string;
  readonly children: number;
  readonly fills: number;
  readonly cumQty: string;
  readonly avgPx: string;
  readonly arrivalMid: string;
  readonly slippageBps: string;
  readonly status: string;
  readonly text: string;
}

export interface DemoResult {
  readonly rows: readonly DemoRow[];
  readonly checks: readonly Check[];
  readonly turns: number;
  readonly decisions: number;
  readonly seconds: number;
  /** How often each fault struck at the venue; those that did. */
  readonly struck: Readonly<Partial<Record<FaultName, number>>>;
}

/**
 * Starts a gateway, a simulator and an OMS, sends orders of every kind, and checks what came of them. Bounded: about 25 s, at most a
 * minute. Under faults an order may end otherwise than planned; every other invariant holds all the same. Rejects where one of them cannot be started, with a UsageError where that is the user's to mend.
 */
export async function runDemo(options: DemoOptions, began: number): Promise<DemoResult> {
  const house = await DemoHouse.open(options);
  let played: Played;
  try {
    played = await play(house, options.faults !== undefined);
  } finally {
    await house.close();
  }
  const journal = join(house.dir, 'journal.db');
  const evidence = evidenceOf(journal, house.venue);
  const replay = replayJournal(journal);
  house.sweep(options);
  return {
    rows: played.sent.map(s => rowOf(s, evidence.get(s.clOrdId))),
    checks: judge(played, { evidence, replay, asPlanned: options.faults === undefined }),
    struck: Object.fromEntries(house.struck),
    turns: replay.turns,
    decisions: replay.decisions,
    seconds: Math.round((Date.now() - began) / 100) / 10,
  };
}

function rowOf(s: Sent, e: Evidence | undefined): DemoRow {
  const last = endOf(s) ?? s.reports[s.reports.length - 1];
  return {
    parent: s.clOrdId,
    what: s.what,
    symbol: s.order.symbol,
    side: s.order.side === '1' ? 'buy' : 'sell',
    algo: s.order.strategy === undefined ? 'DMA' : 'TWAP',
    orderQty: last?.orderQty ?? s.order.orderQty,
    children: e?.children ?? 0,
    fills: e?.fills ?? 0,
    cumQty: last?.cumQty ?? '0',
    avgPx: e && e.cumQty !== '0' ? e.avgPx : '',
    arrivalMid: e?.arrivalMid ?? '',
    slippageBps: e?.slippageBps ?? '',
    status: last?.status ?? 'unanswered',
    text: last?.text ?? '',
  };
}
