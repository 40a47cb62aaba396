import type { Board, Load } from '../../src/dashboard/board';
import type { ChildRow, FillRow, ParentRow, SliceRow, Window } from '../../src/dashboard/feed';
import type { DetailWindow } from '../../src/dashboard/frame/details';
import type { Frame } from '../../src/dashboard/frame/frame';
import { List } from '../../src/dashboard/frame/list';

const START = Date.UTC(2026, 0, 5, 14, 30) * 1000;
const SYMBOLS = ['ACME', 'BOLT', 'CRUX', 'DELTA'];
const CHILD_QTY = 500;

/** What of a made-up gateway can be set. */
export interface MadeUp {
  readonly parents: number;
  /** Children of each parent; half of them filled, by two fills each. */
  readonly children: number;
  /** Stands in as Symbol, ClOrdID, Text and wherever else a counterparty's words go, of the first order; absent: usual ones. */
  readonly text?: string;
}

/** A gateway that is nothing but rows, as many as wanted, of which some change with every frame: for what a real one would take hours to make. */
export class MadeUpBoard implements Board {
  readonly epoch = 'made up';

  constructor(private readonly of: MadeUp) {}

  now(): number {
    return Math.round(performance.now() * 1000) + START + 60e6;
  }

  settled(): boolean {
    return true;
  }

  load(): Load {
    return 'quiet';
  }

  setup(): ReturnType<Board['setup']> {
    return { paper: true, durability: 'process', currency: 'USD', symbols: SYMBOLS, oms: [], data: 'var' };
  }

  *refresh(frame: Frame): Generator<void> {
    const { n } = frame;
    frame.at = this.now();
    frame.seq = n;
    this.figures(frame);
    for (const view of frame.blotter.all()) {
      const { offset, limit } = view.look;
      const ids = this.ids({ offset, limit });
      for (const id of ids) frame.blotter.rows.put(this.parent(id, n), n);
      view.page.show(ids, this.of.parents);
      yield;
    }
    for (const detail of frame.details.all()) {
      detail.found.set(true, n);
      detail.row.set(this.parent(detail.id, n), n);
      detail.plan.set(null, n);
      detail.done.set([[START, 0]], n);
      detail.estimate.set(null, n);
      detail.slices ??= this.slices();
      for (const window of detail.windows.values()) this.show(window, n);
      yield;
    }
  }

  private figures({ parts, n }: Frame): void {
    const { parents, children, text } = this.of;
    const loopDelay = { p50: 0.1, p99: 1, max: 2 };
    const counts = { openOrders: parents, orders: parents, children: parents * children, viewers: 1, copiesWaiting: 0 };
    parts.gateway.set({ upMs: 60_000, ready: true, killed: false, rss: 1e8, loopDelay, ...counts }, n);
    if (text === undefined) return;
    const at = START;
    parts.alerts.replace(
      [{ id: '1', at, code: 'Made', severity: 'warning', text, state: 'new', acknowledged: null, resolved: null }],
      n,
    );
    const position = { position: '1', openBuy: '0', openSell: '0', mark: null, value: '0', realised: '0', unrealised: null };
    parts.positions.replace([{ id: 'p', account: text, symbol: text, ...position }], n);
    parts.kills.replace(
      [
        {
          id: `account ${text}`,
          level: 'account',
          key: text,
          kill: 'k',
          by: text,
          reason: text,
          at,
          latched: true,
          asked: 0,
          confirmed: 0,
          outstanding: 0,
          releaseAsked: null,
        },
      ],
      n,
    );
  }

  private ids({ offset, limit }: Window): string[] {
    const length = Math.max(0, Math.min(limit, this.of.parents - offset));
    return Array.from({ length }, (_, i) => `P${offset + i}`);
  }

  /** Every twentieth row changes with a frame. */
  private parent(id: string, frame: number): ParentRow {
    const k = Number(id.slice(1));
    const text = k === 0 ? this.of.text : undefined;
    const orderQty = this.of.children * CHILD_QTY;
    const done = ((k % 100) + Math.floor((frame + k) / 20)) % 100;
    const cumQty = Math.round((orderQty * done) / 100);
    return {
      id,
      clOrdId: text ?? `order-${k}`,
      session: text ?? 'FIX.4.4:SLUICE->OMS',
      account: text ?? `A${k % 7}`,
      symbol: text ?? SYMBOLS[k % SYMBOLS.length]!,
      side: k % 2 === 0 ? '1' : '2',
      strategy: text ?? 'TWAP',
      ordType: '1',
      timeInForce: '0',
      orderQty: `${orderQty}`,
      price: null,
      cumQty: `${cumQty}`,
      leavesQty: `${orderQty - cumQty}`,
      avgPx: cumQty === 0 ? null : (100 + k / 100).toFixed(4),
      status: text ?? 'PartiallyFilled',
      open: true,
      received: START - k * 1e6,
      start: START,
      end: START + 3600e6,
      arrival: '100.005',
      slippage: { arrival: (k % 40) - 20, vwap: null, twap: null },
      progress: { done: done / 100, planned: 0.5, least: 0.4, most: 0.6 },
      children: this.of.children,
      text: text ?? '',
    };
  }

  private show({ detail, children, fills, limits }: DetailWindow, frame: number): void {
    const count = this.of.children;
    const shown = Array.from(
      { length: Math.max(0, Math.min(limits.children, count - children.offset)) },
      (_, i) => children.offset + i,
    );
    for (const k of shown) detail.children.put(this.child(detail.id, k, frame), frame);
    children.show(
      shown.map(k => `${detail.id}-${k}`),
      count,
    );
    const filled = Array.from({ length: Math.max(0, Math.min(limits.fills, count - fills.offset)) }, (_, i) => fills.offset + i);
    for (const k of filled) detail.fills.put(this.fill(detail.id, k), frame);
    fills.show(
      filled.map(k => `${detail.id}-${k}-f`),
      count,
    );
  }

  private child(parent: string, k: number, frame: number): ChildRow {
    const text = parent === 'P0' && k === 0 ? this.of.text : undefined;
    const cumQty = k % 2 === 0 ? CHILD_QTY : (frame + k) % CHILD_QTY;
    return {
      id: `${parent}-${k}`,
      venue: text ?? 'SIM',
      orderId: text ?? `${k}`,
      ordType: '2',
      timeInForce: '0',
      orderQty: `${CHILD_QTY}`,
      price: '100.01',
      displayQty: null,
      cumQty: `${cumQty}`,
      leavesQty: `${CHILD_QTY - cumQty}`,
      avgPx: '100.01',
      status: text ?? 'PartiallyFilled',
      open: true,
      sent: START + k * 1e6,
      inDoubt: false,
      fills: 1,
    };
  }

  private fill(parent: string, k: number): FillRow {
    const at = START + k * 1e6;
    const text = parent === 'P0' && k === 0 ? this.of.text : undefined;
    const liquidity = k % 2 === 0 ? 'maker' : 'taker';
    return {
      id: `${parent}-${k}-f`,
      child: `${parent}-${k}`,
      venue: text ?? 'SIM',
      at,
      qty: '100',
      px: '100.01',
      liquidity,
      superseded: false,
      slippage: 0.5,
    };
  }

  private slices(): List {
    const list = new List(200);
    const reason = this.of.text ?? 'nothing due';
    list.add([{ what: 'skipped', id: '1', at: START, slot: 1, reason } satisfies SliceRow]);
    return list;
  }
}
