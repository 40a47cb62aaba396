import { moneyText } from '../../core/risk/exposure/money';
import type { GatewayState, Kpis, StageLatency, Times } from '../../dashboard/feed';
import type { Gateway } from '../gateway';
import { STAGES, type StageClock } from '../stage-clock';
import type { OrdersSeen } from './orders-seen';

const round = (ms: number): number => Math.round(ms * 100) / 100;

/** How the gateway is; what moves on its own all the time is told in steps, so that a quiet gateway has little to tell. */
export function gatewayState(gateway: Gateway, ready: boolean, viewers: number): GatewayState {
  const { books } = gateway.line;
  const { p50, p99, max } = gateway.loop.take(false);
  return {
    upMs: Math.floor(process.uptime()) * 1000,
    ready,
    killed: books.kills.size > 0,
    openOrders: books.working.size,
    orders: books.parents.size,
    children: books.children.size,
    loopDelay: { p50: round(p50), p99: round(p99), max: round(max) },
    rss: process.memoryUsage.rss(),
    viewers,
    copiesWaiting: gateway.copies.backlog,
  };
}

/** The day's figures: counts off the facts, money off the firm's exposure. */
export function kpisOf(gateway: Gateway, { day }: OrdersSeen): Kpis {
  const { exposure } = gateway.line.books.levels.firm;
  const known = exposure.unmarked === 0;
  return {
    traded: moneyText(exposure.day.committed),
    ...day.read(),
    pnl: known ? moneyText(exposure.pnl) : null,
    realised: moneyText(exposure.realised),
    unrealised: known ? moneyText(exposure.value - exposure.basis) : null,
  };
}

/** Latency of each stage, us with one decimal. Yields behind each. */
export function* latencyOf(stages: StageClock): Generator<void, StageLatency[]> {
  const rows: StageLatency[] = [];
  for (const stage of STAGES) {
    const { recent, start } = stages.history(stage).read();
    rows.push({ stage, recent: inMicros(recent), start: inMicros(start) });
    yield;
  }
  return rows;
}

const us = (nanos: number): number => Math.round(nanos / 100) / 10;
const inMicros = ({ n, p50, p99, p999, max }: Times): Times => ({ n, p50: us(p50), p99: us(p99), p999: us(p999), max: us(max) });
