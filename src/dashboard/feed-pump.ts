import { performance } from 'node:perf_hooks';
import type { Board } from './board';
import { FEED_BEAT_MS, FEED_EVERY_MS } from './feed';
import type { FeedClient } from './feed-client';
import { Frame } from './frame/frame';

/** Work (ms) in one slice, and the pause (ms) between two: the line is never held up for long. */
const SLICE_MS = 0.1;
const PAUSE_MS = 2;
/** While the line has no time to spare a frame waits for it, but so long (ms) at most. */
const LATEST_MS = 1_000;
/** While orders flow frames take no more than this part of the time, so that few orders meet one. */
const SHARE = 0.005;

/**
 * Makes frames and hands them to clients, at most one each FEED_EVERY_MS, in slices between which the line goes on; nothing at all while
 * nobody looks. Reads what is committed only.
 */
export class FeedPump {
  readonly frame = new Frame();
  private readonly clients = new Set<FeedClient>();
  private work: Iterator<void> | undefined;
  private began = 0;
  /** Work (ms) that went into the frame under way, or the last. */
  private worked = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly board: Board,
    private readonly failed: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.clients.size;
  }

  all(): Iterable<FeedClient> {
    return this.clients;
  }

  add(client: FeedClient): void {
    this.clients.add(client);
    if (!this.stopped) this.timer ??= setTimeout(this.step, PAUSE_MS);
  }

  remove(client: FeedClient): void {
    if (this.clients.delete(client)) client.leave(this.frame);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const client of this.clients) client.cut();
  }

  /** A slice, behind the commit of whatever was decided. */
  private readonly step = (): void => {
    if (this.stopped) return;
    if (!this.board.settled()) {
      setImmediate(this.step);
      return;
    }
    const pause = this.slice();
    this.timer = pause === undefined ? undefined : setTimeout(this.step, pause);
  };

  /** Works for a slice. Returns how long (ms) it is until the next; undefined where nobody looks any more. */
  private slice(): number | undefined {
    const now = performance.now();
    if (!this.work) {
      if (now - this.began < this.patience()) return PAUSE_MS * 5;
      this.began = now;
      this.worked = 0;
      this.work = this.round();
    }
    try {
      const done = this.workUntil(now + SLICE_MS);
      this.worked += performance.now() - now;
      if (done) {
        this.work = undefined;
        return this.clients.size === 0 ? undefined : Math.max(PAUSE_MS, FEED_EVERY_MS - (performance.now() - this.began));
      }
    } catch (error) {
      this.work = undefined;
      this.failed(error);
      return LATEST_MS;
    }
    return PAUSE_MS;
  }

  /** How long (ms) after the last frame the next may be made. */
  private patience(): number {
    const load = this.board.load();
    if (load === 'quiet') return 0;
    return load === 'full' ? LATEST_MS : Math.min(LATEST_MS, this.worked / SHARE);
  }

  /** Returns whether the frame is made and sent. */
  private workUntil(until: number): boolean {
    while (performance.now() < until) if (this.work?.next().done) return true;
    return false;
  }

  /** One frame, and what every client is sent of it: interrupted wherever it yields. */
  private *round(): Generator<void> {
    const { board, frame } = this;
    if (this.clients.size === 0) return;
    frame.n++;
    const making = board.refresh(frame, this.clients.size);
    while (!making.next().done) yield;
    for (const client of [...this.clients]) {
      const late = client.overdue(board.now());
      if (late !== undefined) client.cut();
      else client.serve(frame, board.now(), (FEED_BEAT_MS - FEED_EVERY_MS / 2) * 1000);
      yield;
    }
  }
}
