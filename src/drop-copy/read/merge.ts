import { Batch } from './batch';
import type { LogFile } from './log-file';
import type { LogSink } from './message';

/** A log among others: opened when its first message may be the next one, closed at its end. */
class Lane {
  readonly batch = new Batch();
  over = false;
  private begun = false;

  constructor(
    readonly file: LogFile,
    private readonly stays: boolean,
  ) {}

  /** The time that the lane's next message has; of a lane that is not open yet what was seen in looking at it. */
  get time(): number {
    return this.begun ? (this.batch.time ?? Number.NEGATIVE_INFINITY) : this.file.look.first;
  }

  /** Nothing is there to be told. */
  get waits(): boolean {
    return this.batch.time === undefined;
  }

  /** Reads on until there is a message, or the end. */
  async fill(sink: LogSink): Promise<void> {
    this.begun = true;
    this.file.sink = this.batch;
    while (!this.over && this.waits) {
      this.batch.empty(sink);
      this.over = !(await this.file.next());
      if (this.over && !this.stays) await this.file.end();
    }
    if (this.waits) this.batch.empty(sink);
  }
}

export interface MergeOptions {
  /** Called when a piece was read; true ends the merging. */
  paused(): boolean;
  /** Files stay open at their ends: they may grow. */
  readonly stays: boolean;
}

/** Tells of what several logs hold in the order of time; what has the same time in the order of the logs' first messages, then in that of `files`. */
export async function merge(files: readonly LogFile[], sink: LogSink, { paused, stays }: MergeOptions): Promise<void> {
  let lanes = files.map(file => new Lane(file, stays)).sort((a, b) => compare(a.file.look.first, b.file.look.first));
  while (lanes.length > 0) {
    const lane = lanes.reduce((best, other) => (other.time < best.time ? other : best));
    if (lane.waits) {
      await lane.fill(sink);
      if (lane.waits) lanes = lanes.filter(other => other !== lane);
      if (paused()) return;
    } else {
      const others = lanes.reduce(
        (first, other) => (other === lane ? first : Math.min(first, other.time)),
        Number.POSITIVE_INFINITY,
      );
      do lane.batch.tellOne(sink);
      while (!lane.waits && lane.time < others);
    }
  }
}

/** Not by difference: a log without times is at minus infinity. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
