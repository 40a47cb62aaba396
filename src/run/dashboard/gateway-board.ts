import { randomUUID } from 'node:crypto';
import type { OrderArchive } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import type { Board, Load } from '../../dashboard/board';
import type { AlertRow, Setup } from '../../dashboard/feed';
import type { Detail } from '../../dashboard/frame/details';
import type { Frame } from '../../dashboard/frame/frame';
import type { ToldAlert } from '../alerts/feed';
import type { Gateway } from '../gateway';
import { SpareTime } from '../spare-time';
import { Blotter } from './blotter';
import { refreshDenied, refreshDetail } from './details';
import { gatewayState, kpisOf, latencyOf } from './figures';
import { marketRows } from './market-rows';
import type { OrdersSeen } from './orders-seen';
import { heldRows, killRow, limitRows, positionRows } from './risk-rows';
import { sessionRows } from './session-rows';

/** How often (us) what is costly to make, and what nobody waits for, is made: once a second. */
const SLOWLY: Micros = 1_000_000;
/** Sessions, kills, prices and positions: every quarter of a second. */
const OFTEN: Micros = 250_000;
/** Alerts that are shown, the latest. */
const MOST_ALERTS = 500;

export interface BoardParts {
  readonly gateway: Gateway;
  readonly orders: OrdersSeen;
  readonly archive: OrderArchive;
  readonly setup: Setup;
  readonly ready: () => boolean;
}

/** What the dashboard shows of a gateway, out of its books and of what was noted of its facts. */
export class GatewayBoard implements Board {
  readonly epoch = randomUUID();
  private readonly blotter: Blotter;
  private readonly spare = new SpareTime();
  private readonly due = { slowly: 0, often: 0 };
  private alerts = -1;
  private readonly made = new WeakMap<Detail, { readonly at: Micros; readonly windows: number }>();

  constructor(private readonly parts: BoardParts) {
    const { gateway, archive, orders } = parts;
    this.blotter = new Blotter({ books: gateway.line.books, archive, seen: orders, market: gateway.market.feed });
    gateway.watchers.add(() => this.spare.turned());
  }

  setup(): Setup {
    return this.parts.setup;
  }

  now(): Micros {
    return this.parts.gateway.engine.clock.now();
  }

  settled(): boolean {
    return this.parts.gateway.line.settled;
  }

  load(): Load {
    return this.spare.load();
  }

  *refresh(frame: Frame, viewers: number): Generator<void> {
    const { gateway, orders } = this.parts;
    const at = this.now();
    const touched = orders.takeTouched();
    this.blotter.changed(touched);
    frame.at = at;
    frame.seq = gateway.line.lastSeq;
    this.refreshAlerts(frame);
    yield;
    yield* this.blotter.refresh(frame.blotter, at, frame.n);
    for (const detail of frame.details.all()) yield* this.refreshDetail(detail, touched, at, frame.n);
    if (at >= this.due.often) yield* this.refreshOften(frame, at);
    if (at >= this.due.slowly) yield* this.refreshSlowly(frame, at, viewers);
  }

  private refreshAlerts(frame: Frame): void {
    const { feed } = this.parts.gateway.alerts;
    if (feed.version === this.alerts && frame.n > 1) return;
    this.alerts = feed.version;
    frame.parts.alerts.replace(feed.latest(MOST_ALERTS).map(alertRow), frame.n);
  }

  /** An order that nothing happened to moves once a second, against its plan and its market. */
  private *refreshDetail(detail: Detail, touched: ReadonlySet<string> | undefined, at: Micros, frame: number): Generator<void> {
    const made = this.made.get(detail);
    const windows = detail.opened;
    if (made?.windows === windows && touched?.has(detail.id) === false && at - made.at < SLOWLY) return;
    this.made.set(detail, { at, windows });
    const found = this.blotter.row(detail.id, at);
    if (!found) return detail.found.set(false, frame);
    const { parent, seen, row } = found;
    if (parent) yield* refreshDetail(detail, { parent, seen, row }, this.parts.gateway.line.books, frame);
    else refreshDenied(detail, row, frame);
  }

  private *refreshOften(frame: Frame, at: Micros): Generator<void> {
    this.due.often = at + OFTEN;
    const { gateway } = this.parts;
    frame.parts.sessions.replace(sessionRows(gateway), frame.n);
    yield;
    frame.parts.kills.replace(gateway.kills.rows().map(killRow), frame.n);
    yield;
    frame.parts.held.replace(yield* heldRows(gateway.line.books), frame.n);
    frame.parts.market.replace(marketRows(gateway, at), frame.n);
    yield;
    frame.parts.positions.replace(yield* positionRows(gateway.line.books), frame.n);
  }

  private *refreshSlowly(frame: Frame, at: Micros, viewers: number): Generator<void> {
    this.due.slowly = at + SLOWLY;
    const { gateway, orders, ready } = this.parts;
    const { stages } = gateway.line;
    frame.parts.gateway.set(gatewayState(gateway, ready(), viewers), frame.n);
    frame.parts.latency.set(stages ? yield* latencyOf(stages) : [], frame.n);
    yield;
    frame.parts.kpis.set(kpisOf(gateway, orders), frame.n);
    frame.parts.models.set(orders.models.read(gateway.line.books), frame.n);
    yield;
    frame.parts.limits.replace(yield* limitRows(gateway.line.books, at), frame.n);
  }
}

const alertRow = ({ id, at, code, severity, text, acknowledged, resolved }: ToldAlert): AlertRow => ({
  ...{ id, at: micros(at), code, severity, text },
  state: resolved ? 'resolved' : acknowledged ? 'acknowledged' : 'new',
  acknowledged: acknowledged ? { ...acknowledged, at: micros(acknowledged.at) } : null,
  resolved: resolved ? { ...resolved, at: micros(resolved.at) } : null,
});

const micros = (time: string): Micros => Date.parse(time) * 1000;
