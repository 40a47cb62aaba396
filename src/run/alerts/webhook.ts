import { postJson, whyNotPosted } from '../webhook';
import type { ToldAlert } from './feed';

/** Alerts that wait for a webhook; beyond it the oldest go. Alerts in one post. How long (ms) it has to answer; at a stop. */
const MOST_WAITING = 1_000;
const BATCH = 100;
const PATIENCE_MS = 5_000;
const LAST_PATIENCE_MS = 2_000;
/** Pause (ms) after a post that failed: doubled each time up to the second. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Tells alerts to a webhook: `POST {alerts: [...], lost}`, one post at a time, each tried until it is taken. Off the line: nothing waits for
 * it. `failed` is told once, until a post is taken again.
 */
export class AlertWebhook {
  private waiting: ToldAlert[] = [];
  /** Alerts that went because too many waited. */
  private lost = 0;
  private pause = 0;
  private timer: NodeJS.Timeout | undefined;
  private under: Promise<void> | undefined;

  constructor(
    private readonly address: string,
    private readonly failed: (why: string) => void,
    private readonly firstPauseMs = PAUSE_MS,
  ) {}

  add(alert: ToldAlert): void {
    this.waiting.push(alert);
    if (this.waiting.length > MOST_WAITING) {
      this.waiting.shift();
      this.lost++;
    }
    if (!this.under && this.timer === undefined) this.go();
  }

  /** Tries once more what waits, and no more after that. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.under;
    clearTimeout(this.timer);
    if (this.waiting.length > 0) await this.post(LAST_PATIENCE_MS).catch(() => undefined);
    this.waiting = [];
  }

  private go(): void {
    this.timer = undefined;
    this.under = this.try().finally(() => {
      this.under = undefined;
      if (this.waiting.length > 0) this.timer = setTimeout(() => this.go(), this.pause);
    });
  }

  private async try(): Promise<void> {
    try {
      await this.post(PATIENCE_MS);
      this.pause = 0;
    } catch (error) {
      const first = this.pause === 0;
      this.pause = first ? this.firstPauseMs : Math.min(2 * this.pause, LONGEST_PAUSE_MS);
      if (first) this.failed(whyNotPosted(error));
    }
  }

  private async post(patienceMs: number): Promise<void> {
    const alerts = this.waiting.slice(0, BATCH);
    const { lost } = this;
    await postJson(this.address, { alerts, lost }, patienceMs);
    const taken = new Set(alerts);
    this.waiting = this.waiting.filter(alert => !taken.has(alert));
    this.lost -= lost;
  }
}
