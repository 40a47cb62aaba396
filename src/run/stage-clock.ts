import { performance } from 'node:perf_hooks';
import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';
import { StageHistory } from './stage-history';

const MICROS = 1_000;
const MILLIS = 1_000_000;

/**
 * decode: from the read of the bytes to a message that is checked and translated; decide: the turn; commit: what goes to venues encoded, and
 * the journal; write: to the sockets. total: from the first read of a batch to its last write.
 */
export const STAGES = ['decode', 'decide', 'commit', 'write', 'total'] as const;
export type Stage = (typeof STAGES)[number];

/** Parts of the window that is called recent are so long (us); with the one under way it is of the last 60 to 80 s. */
const PART: Micros = 20_000_000;
/** Behind so many parts nothing is recent. */
const MOST_PARTS = 8;

/** Measures the stages of the line, of what came over sessions only. A few clock reads a message. */
export class StageClock {
  private readonly histories = new Map<Stage, StageHistory>(STAGES.map(stage => [stage, new StageHistory()]));
  private readonly decode = this.of('decode');
  private readonly decide = this.of('decide');
  private readonly commit = this.of('commit');
  private readonly write = this.of('write');
  private readonly total = this.of('total');
  /** When the first message of the batch under way was read; 0 before there is one. */
  private first: Micros = 0;
  private began = 0;
  private partBegan: Micros;

  constructor(private readonly clock: Clock) {
    this.partBegan = clock.now();
  }

  /** A message that was read at `at` (us) is about to be decided on. Returns when (ms) that was, for `decided`. */
  posted(at: Micros): number {
    if (this.first === 0) this.first = at;
    const now = this.clock.now();
    this.moveOn(now);
    this.decode.note((now - at) * MICROS);
    return performance.now();
  }

  decided(since: number): void {
    this.decide.note((performance.now() - since) * MILLIS);
  }

  /** A batch is over: what comes now is its commit. */
  committing(): void {
    if (this.first > 0) this.began = performance.now();
  }

  committed(): void {
    if (this.first === 0) return;
    const now = performance.now();
    this.commit.note((now - this.began) * MILLIS);
    this.began = now;
  }

  written(): void {
    if (this.first === 0) return;
    this.write.note((performance.now() - this.began) * MILLIS);
    this.total.note((this.clock.now() - this.first) * MICROS);
    this.first = 0;
  }

  /** Of a stage, as it is now. */
  history(stage: Stage): StageHistory {
    this.moveOn(this.clock.now());
    return this.of(stage);
  }

  private of(stage: Stage): StageHistory {
    return this.histories.get(stage)!;
  }

  /** As many parts of the window are over as have gone by; of more than it has there is nothing left in it. */
  private moveOn(now: Micros): void {
    if (now < this.partBegan) this.partBegan = now; // the clock was set back
    if (now - this.partBegan < PART) return;
    const parts = Math.floor((now - this.partBegan) / PART);
    this.partBegan += parts * PART;
    for (let i = 0; i < Math.min(parts, MOST_PARTS); i++) for (const history of this.histories.values()) history.nextPart();
  }
}
