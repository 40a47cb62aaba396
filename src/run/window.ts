import type { PeopleCheck } from '../core/people';
import type { Clock } from '../core/ports';
import type { RunningServer } from '../dashboard/server';
import type { SessionSettings } from '../fix/settings/settings';
import type { Durability } from '../journal/database';
import type { SqliteJournal } from '../journal/sqlite-journal';
import type { Config } from './config';
import type { ControlHandler } from './control-server';
import { GatewayBoard } from './dashboard/gateway-board';
import { OrdersSeen } from './dashboard/orders-seen';
import { setupOf } from './dashboard/setup';
import type { Gateway } from './gateway';
import { startHttp } from './http';
import type { Log } from './log';
import { Metrics } from './metrics/metrics';
import { StageClock } from './stage-clock';

export interface WindowParts {
  readonly gateway: Gateway;
  readonly orders: OrdersSeen;
  readonly journal: SqliteJournal;
  readonly config: Config;
  readonly settings: readonly SessionSettings[];
  /** The data folder. */
  readonly data: string;
  readonly durability: Durability;
  readonly control: ControlHandler;
  readonly people: PeopleCheck;
  /** Over HTTP, who says nothing may look. */
  readonly open: boolean;
  readonly log: Log;
  readonly ready: () => boolean;
}

/** What the dashboard remembers of orders, from before the first of them on. */
export const seen = (): OrdersSeen => new OrdersSeen();

/** Measures the line's stages from here on. */
export function clocked(gateway: Gateway, clock: Clock): void {
  gateway.line.stages = new StageClock(clock);
}

/**
 * Opens what looks in on a gateway: HTTP with the dashboard and /metrics. This module, and all that it needs, is loaded only where HTTP is
 * served: without it a gateway is back sooner. Returns what closes it.
 */
export async function openWindow(host: string, port: number, parts: WindowParts): Promise<() => Promise<void>> {
  const { gateway, orders, journal, config, settings, data, durability, control, people, open, log, ready } = parts;
  const metrics = new Metrics(gateway, journal);
  const setup = setupOf(config, settings, data, durability);
  const board = new GatewayBoard({ gateway, orders, archive: journal.archive, setup, ready });
  const page = (): Promise<string> => metrics.page();
  const server: RunningServer = await startHttp(host, port, { gateway, control, ready, people, open, log, metrics: page, board });
  return async () => {
    await server.close();
    metrics.stop();
  };
}
