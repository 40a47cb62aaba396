import type { Interval } from '../../core/measures/bootstrap';
import type { DamageKind } from '../../drop-copy/read/message';
import type { RunRecord } from '../../validation/report';
import type { Figures } from './figures';
import type { LogPrices } from './log-prices';
import type { PlanName } from './plans';
import type { SameMarket } from './same-market';

/** A parent in the log and under one plan, side by side. */
export interface ComparedParent {
  readonly clOrdId: string;
  readonly plan: PlanName;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  /** UTC day on which it came: parents of one symbol and day are drawn together. */
  readonly day: string;
  /** Microseconds since the epoch. */
  readonly received: number;
  readonly orderQty: number;
  readonly log: Figures & { /** OrdStatus (39) by name. */ readonly status: string; readonly fees: number | null };
  readonly sluice: Figures & {
    readonly strategy: string;
    readonly outcome: string;
    readonly text: string | null;
    readonly feeBps: number | null;
    readonly participation: number | null;
    readonly makerShare: number | null;
    readonly vwapBps: number | null;
    readonly slices: number;
    readonly replaces: number;
    readonly cancels: number;
  };
  /** False where no schedule takes such an order: it went as it was logged, and is in no comparison of a plan. */
  readonly planned: boolean;
}

/** Means of a figure on each side over the parents that have it on both, and what it differs by; where one side has it of none, the other's mean over its own. */
export interface Difference {
  readonly figure: string;
  readonly log: number | null;
  readonly sluice: number | null;
  /** Sluice less the log, paired by parent. */
  readonly difference: Interval;
}

/** The same under two plans of Sluice, in the same market: the plan less as logged. */
export interface PlanReport {
  readonly plan: PlanName;
  readonly parents: number;
  readonly done: number;
  readonly denied: number;
  readonly againstLog: readonly Difference[];
  /** Against the orders as they were logged, worked by Sluice too; absent of that plan itself. */
  readonly againstAsLogged?: readonly Difference[] | undefined;
  readonly alarms: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
  /** SHA-256 over every turn of each run. */
  readonly digests: readonly string[];
  readonly simulatedSeconds: number;
}

/** What replaying a log through the gateway found. */
export interface ThroughReport {
  readonly run: RunRecord;
  readonly seed: number;
  /** As `--market` said it; of a file its name. */
  readonly market: string;
  readonly fees: string;
  readonly log: {
    readonly files: readonly {
      readonly file: string;
      readonly messages: number;
      readonly damaged: Partial<Record<DamageKind, number>>;
    }[];
    readonly orders: number;
    readonly parents: number;
    readonly stretches: number;
  };
  /** Whether the log's prices are those of this market: how many of its fills lie in it, with the orders as logged. */
  readonly sameMarket: SameMarket;
  /** What the log's costs against arrival are measured by. */
  readonly logPrices: LogPrices;
  readonly notes: readonly string[];
  readonly plans: readonly PlanReport[];
  readonly parents: readonly ComparedParent[];
}
