import { type Alert, alertOf } from '../../core/alerts';
import type { Fact, Input } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import type { Turn } from '../../core/turn';
import type { Log } from '../log';
import type { AlertsConfig } from './config';
import { AlertFeed, toldAlert } from './feed';
import { AlertLimiter } from './limiter';
import { AlertWebhook } from './webhook';

/** How often (ms) it is looked whether something was held back long enough. */
const LOOK_MS = 500;
/** The log's word for each severity. */
const LEVELS = { info: 'info', warning: 'warn', critical: 'error' } as const;

export interface AlertOutlets {
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly post: (input: Input) => void;
  readonly now: () => Micros;
}

/**
 * Tells a person what needs telling: reads alerts off committed facts and hands them to the log, the feed and the webhook, none of which
 * the line waits for. Alerts of one kind that come close together are held back and told as one, by a fact of its own.
 */
export class Alerts {
  readonly feed = new AlertFeed();
  private readonly limiter: AlertLimiter;
  private webhook: AlertWebhook | undefined;
  private outlets: AlertOutlets | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly config: AlertsConfig) {
    this.limiter = new AlertLimiter(config.minIntervalSeconds * 1_000_000);
  }

  /** A turn closed: those that are read back at a start were told long ago, and are in the feed again. */
  turned({ seq, at, facts }: RecordedTurn): void {
    if (this.outlets) return;
    for (const [place, fact] of facts.entries()) {
      const alert = this.passed(fact, at);
      if (alert) this.feed.add(toldAlert(alert, { seq, at, place }));
    }
  }

  /** The fold is done: from here on alerts are told. */
  start(outlets: AlertOutlets): void {
    this.outlets = outlets;
    const { webhook } = this.config;
    if (webhook !== undefined)
      this.webhook = new AlertWebhook(webhook, why => outlets.post({ type: 'AlertsNotDelivered', outlet: 'webhook', why }));
    this.timer = setInterval(() => this.summarise(), LOOK_MS);
    this.timer.unref();
  }

  /** A turn was committed. */
  committed({ seq, at, facts }: Turn): void {
    for (let place = 0; place < facts.length; place++) {
      const alert = this.passed(facts[place]!, at);
      if (!alert) continue;
      const told = toldAlert(alert, { seq, at, place });
      this.feed.add(told);
      this.webhook?.add(told);
      this.outlets?.log[LEVELS[alert.severity]]({ code: alert.code, seq }, alert.text);
    }
  }

  /** Holds back no more; to be called while the line still takes facts. */
  stop(): void {
    clearInterval(this.timer);
  }

  /** Tells the webhook what waits for it; to be called once the line has stopped. */
  async lastAlerts(): Promise<void> {
    await this.webhook?.stop();
  }

  /** The alert of a fact, where it is told now. */
  private passed(fact: Fact, at: Micros): Alert | undefined {
    if (fact.type === 'AlertAcknowledged' || fact.type === 'AlertResolved') this.feed.handled(fact, at);
    const alert = alertOf(fact);
    if (!alert) return undefined;
    if (fact.type !== 'AlertsHeldBack') return this.limiter.passes(alert, at) ? alert : undefined;
    this.limiter.told(fact, at);
    return alert;
  }

  private summarise(): void {
    const { post, now } = this.outlets!;
    for (const fact of this.limiter.due(now())) post(fact);
  }
}
