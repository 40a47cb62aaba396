import type { FactOf } from '../../core/facts';
import { type PublishedHead, toPublish } from '../../journal/chain';
import type { SqliteJournal } from '../../journal/sqlite-journal';
import type { Log } from '../log';
import { postJson, whyNotPosted } from '../webhook';
import type { AuditConfig } from './config';
import { addHead, readHeads, type ToldHead } from './head-file';

/** A webhook has this long (ms) to answer; at a stop the process waits no longer than the second. */
const WEBHOOK_MS = 5_000;
const LAST_WEBHOOK_MS = 2_000;
/** How often (ms) a new journal is asked for its first row. */
const FIRST_MS = 50;

export interface HeadOutlets {
  readonly journal: Pick<SqliteJournal, 'head' | 'hashOf'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly post: (fact: FactOf<'HeadPublished'>) => void;
}

/**
 * Tells the newest hash of the journal's chain outside the journal: at the start (of a new journal: once its chain has begun), at intervals
 * and at the stop, by a log line, to a file and to a webhook. Off the line: nothing waits for it, and what fails is told by the fact.
 */
export class HeadPublisher {
  private timer: NodeJS.Timeout | undefined;
  private first: NodeJS.Timeout | undefined;
  private under: Promise<void> = Promise.resolve();

  /** `file`: where heads are added, a line each. */
  constructor(
    private readonly config: Pick<AuditConfig, 'webhook' | 'everyMinutes'>,
    private readonly file: string,
    private readonly outlets: HeadOutlets,
  ) {}

  /** Looks whether the journal holds the head that was published last, publishes its head, and goes on doing so. */
  start(): void {
    const last = readHeads(this.file).heads.at(-1);
    this.next('start', last && this.contradicts(last) ? `${last.id}:${last.hash}` : undefined);
    if (this.outlets.journal.head.id === 0) this.awaitFirst();
    this.timer = setInterval(() => this.next('interval'), this.config.everyMinutes * 60_000);
    this.timer.unref();
  }

  /** Publishes the last head; to be called once the journal is closed. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    clearInterval(this.first);
    await this.under;
    await this.publish('stop');
  }

  /** A new journal has no row to vouch for. Without this a process killed within the first interval would leave no head at all. */
  private awaitFirst(): void {
    this.first = setInterval(() => {
      if (this.outlets.journal.head.id === 0) return;
      clearInterval(this.first);
      this.next('start');
    }, FIRST_MS);
    this.first.unref();
  }

  private next(occasion: ToldHead['occasion'], contradicts?: string): void {
    this.under = this.under.then(async () => {
      const fact = await this.publish(occasion);
      if (fact || contradicts !== undefined) this.outlets.post({ ...(fact ?? NOTHING), contradicts });
    });
  }

  /** What was told where; undefined for a journal that has no row yet. */
  private async publish(occasion: ToldHead['occasion']): Promise<FactOf<'HeadPublished'> | undefined> {
    const { log, journal } = this.outlets;
    const head = toPublish(journal.head);
    if (head.id === 0) return undefined;
    const told: ToldHead = { ...head, at: new Date().toISOString(), occasion };
    log.info({ row: head.id, hash: head.hash, occasion }, 'head of the audit chain');
    const to = ['log'];
    const failed: string[] = [];
    const outlet = async (name: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work();
        to.push(name);
      } catch (error) {
        failed.push(`${name}: ${whyNotPosted(error)}`);
      }
    };
    await outlet('file', () => addHead(this.file, told));
    const { webhook } = this.config;
    if (webhook !== undefined)
      await outlet('webhook', () => postJson(webhook, told, occasion === 'stop' ? LAST_WEBHOOK_MS : WEBHOOK_MS));
    if (occasion === 'stop') for (const why of failed) log.warn({ row: head.id }, `the last head was not published: ${why}`);
    return { type: 'HeadPublished', row: head.id, hash: head.hash, to, failed: failed.length > 0 ? failed : undefined };
  }

  private contradicts({ id, hash }: PublishedHead): boolean {
    const held = this.outlets.journal.hashOf(id);
    return held === undefined || Buffer.from(held).toString('hex') !== hash;
  }
}

const NOTHING: FactOf<'HeadPublished'> = { type: 'HeadPublished', row: 0, hash: '', to: [] };
