import type { GatewayState, Kpis, ModelsState, StageLatency } from '../rows/figures';
import type { AlertRow, HeldRow, KillRow, LimitRow, MarketRow, PositionRow, SessionRow } from '../rows/tables';
import { BlotterViews } from './blotter-views';
import { Details } from './details';
import { Part } from './part';
import { Table } from './table';

/** All that is shown, as it was last made: whoever sends it says since which frame it is wanted. */
export class Frame {
  /** Counts the times that it was made, from 1. */
  n = 0;
  /** The gateway's time and last committed turn when it was. */
  at = 0;
  seq = 0;
  readonly parts = {
    gateway: new Part<GatewayState>(),
    latency: new Part<readonly StageLatency[]>(),
    kpis: new Part<Kpis>(),
    models: new Part<ModelsState>(),
    sessions: new Table<SessionRow>(),
    kills: new Table<KillRow>(),
    alerts: new Table<AlertRow>(),
    limits: new Table<LimitRow>(),
    positions: new Table<PositionRow>(),
    held: new Table<HeldRow>(),
    market: new Table<MarketRow>(),
  };
  readonly blotter = new BlotterViews();
  readonly details = new Details();
}
