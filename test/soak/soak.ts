import type { EngineEvent } from '../../src/fix/engine';
import { pause, until } from '../crash/processes';
import { Account } from './account';
import { disturb, type FaultCounts, wait } from './faults';
import { OrderFlow } from './oms';
import type { SoakOptions } from './options';
import { Stage } from './stage';
import { Venue } from './venue';
import { type Judgement, judge } from './verdict';
import { type Minute, minuteOf, type Sample } from './watch';

/** A soak that is over. */
export interface SoakResult {
  readonly options: SoakOptions;
  readonly minutes: readonly Minute[];
  readonly judgements: readonly Judgement[];
  readonly counts: Account['counts'];
  /** At most 20 each, word by word. */
  readonly faults: readonly string[];
  readonly unsettled: readonly string[];
  readonly disturbed: FaultCounts | undefined;
  readonly dataMiB: number;
}

const SAMPLE_MS = 1000;
const MINUTE_MS = 60_000;
/** Orders have this long (ms) to settle once no more are sent. */
const SETTLE_MS = 60_000;
/** Closed orders leave the books after a minute: this long (ms) is waited for it, where the run took longer itself. */
const LEAVE_MS = 90_000;

/**
 * Runs a soak; `tell` hears of each minute; `enough` ends it early, and what it saw until then is judged. Rejects where the gateway cannot be
 * started or dies by itself.
 */
export async function runSoak(
  options: SoakOptions,
  tell: (minute: Minute) => void = () => undefined,
  enough: AbortSignal = new AbortController().signal,
): Promise<SoakResult> {
  const run = await Run.make(options, tell);
  try {
    return await run.play(enough);
  } finally {
    await run.stage.stop();
  }
}

class Run {
  private readonly samples: Sample[] = [];
  private readonly minutes: Minute[] = [];
  /** Silences that the gateway's earlier processes told of. */
  private silencesBefore = 0;
  private restarting = false;
  private began = 0;

  private constructor(
    private readonly options: SoakOptions,
    private readonly tell: (minute: Minute) => void,
    readonly stage: Stage,
    private readonly told: { readonly account: Account; silences: number },
  ) {}

  static async make(options: SoakOptions, tell: (minute: Minute) => void): Promise<Run> {
    const told = { account: new Account(), silences: 0 };
    const stage: Stage = await Stage.make({
      oms: view => told.account.told(view),
      venue: view => venue.received(view),
      event: event => note(event, told),
    });
    const venue = new Venue(told.account, stage.clock, stage.venue);
    return new Run(options, tell, stage, told);
  }

  async play(enough: AbortSignal): Promise<SoakResult> {
    const { options, stage, told } = this;
    const { account } = told;
    await stage.start();
    this.began = performance.now();
    const over = new AbortController();
    const flow = new OrderFlow(account, stage.clock, stage.oms, options.seed);
    flow.start(options.rate);
    const disturbing = options.faults ? disturb(stage, options.seed, over.signal) : undefined;
    const killing = this.kill(over.signal);
    try {
      await this.watch(options.minutes * MINUTE_MS, enough);
    } finally {
      flow.stop();
      over.abort();
    }
    await killing;
    const disturbed = await disturbing;
    await until('every order is settled', () => account.openOrders === 0, SETTLE_MS).catch(() => undefined);
    const left = this.elapsed >= LEAVE_MS ? await this.left() : undefined;
    const last = await stage.stats(false);
    const dataMiB = Math.round(stage.dataBytes() / 1024 / 1024);
    const gatewayEnded = await stage.stop();
    const silences = told.silences + this.silencesBefore + last.sessions.silences;
    const { samples, minutes } = this;
    const judgements = judge({ account, samples, minutes, silences, left, gatewayEnded });
    const { counts, faultTexts: faults } = account;
    return { options, minutes, judgements, counts, faults, unsettled: account.unsettled(), disturbed, dataMiB };
  }

  /** Samples the gateway until `ms` have passed, or it is enough. */
  private async watch(ms: number, enough: AbortSignal): Promise<void> {
    let since = 0;
    await this.sample(true);
    for (let next = SAMPLE_MS, end = false; !end; next += SAMPLE_MS) {
      await pause(Math.max(0, Math.min(ms, next) - this.elapsed));
      end = next >= ms || enough.aborted;
      if (!this.restarting && !this.stage.gateway!.alive) throw new Error('the gateway ended in the middle');
      const full = end || next >= (this.minutes.length + 1) * MINUTE_MS;
      await this.sample(full);
      if (!full || this.samples.length === since) continue;
      const minute = minuteOf(this.minutes.length + 1, this.samples.slice(since));
      since = this.samples.length;
      this.minutes.push(minute);
      this.tell(minute);
    }
  }

  private get elapsed(): number {
    return performance.now() - this.began;
  }

  /** A gateway that is just being started again is not asked. */
  private async sample(reset: boolean): Promise<void> {
    if (this.restarting) return;
    const stats = await this.stage.stats(reset).catch((error: unknown) => {
      if (!this.restarting) throw error;
    });
    if (stats) this.samples.push({ at: this.elapsed, stats, waitedMs: this.stage.waitedMs() });
  }

  /** Kills the gateway as often as wanted, evenly over the first third. */
  private async kill(signal: AbortSignal): Promise<void> {
    const { kills, minutes } = this.options;
    const apart = (minutes * MINUTE_MS) / 3 / (kills + 1);
    for (let n = 0; n < kills && (await wait(apart, signal)); n++) {
      this.restarting = true;
      this.silencesBefore += this.samples.at(-1)?.stats.sessions.silences ?? 0;
      await this.stage.killAndRestart();
      this.restarting = false;
    }
  }

  /** Parents still in the books after the last of them had its minute. */
  private async left(): Promise<number> {
    const end = performance.now() + LEAVE_MS;
    let parents = (await this.stage.stats(false)).orders.parents;
    while (parents > 0 && performance.now() < end) {
      await pause(SAMPLE_MS);
      parents = (await this.stage.stats(false)).orders.parents;
    }
    return parents;
  }
}

/** Counts what must not happen on our own side. */
function note(event: EngineEvent, told: { readonly account: Account; silences: number }): void {
  if (event.type === 'silent') told.silences++;
  else if (event.type === 'reset' || event.type === 'refused' || event.type === 'rejected')
    told.account.fault(`session event ${JSON.stringify(event)}`);
}
