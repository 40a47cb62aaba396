import type { Micros } from '../numbers';

/** Taken once: under a test runner each use of a global is looked up. */
const { log, max, min } = Math;

/** A forecast of drift that waits for what became of it. */
export interface Waiting {
  readonly ask: string;
  readonly end: Micros;
  readonly mid: number;
  /** Usual size of the change over the horizon (bps). */
  readonly scale: number;
  /** Features scaled for the learner. */
  readonly x: readonly number[];
  /** Probabilities of the states when it was made. */
  readonly posteriors: readonly number[];
  /** What the model in force and each of its members said (bps); undefined while it has not answered. */
  said: { readonly y: number; readonly members: readonly number[] } | undefined;
}

/** What became of one. */
export interface Label {
  readonly of: Waiting;
  /** Change of mid over the horizon, in its usual size, at most 5 either way. */
  readonly z: number;
}

const MOST = 5;
/** So many wait at most: a horizon is far shorter. */
const ROOM = 2_000;

/** The forecasts of one symbol whose horizon has not passed, oldest first. */
export class Labels {
  private waiting: Waiting[] = [];

  constructor(
    readonly horizon: Micros,
    private readonly bar: Micros,
  ) {}

  /** A forecast is due at this bar. */
  add(of: Waiting): void {
    this.waiting.push(of);
    if (this.waiting.length > ROOM) this.waiting.shift();
  }

  answered(ask: string, said: Waiting['said']): void {
    for (let i = this.waiting.length - 1; i >= 0; i--) {
      const of = this.waiting[i]!;
      if (of.ask !== ask) continue;
      of.said ??= said;
      return;
    }
  }

  /** The labels that a bar brings: those whose horizon ends with it. One that fell into a hole between bars has none. */
  closed(end: Micros, mid: number): Label[] {
    const labels: Label[] = [];
    while (this.waiting.length > 0 && this.waiting[0]!.end + this.horizon <= end) {
      const of = this.waiting.shift()!;
      if (end - of.end >= this.horizon + this.bar) continue;
      const z = (1e4 * log(mid / of.mid)) / of.scale;
      if (Number.isFinite(z)) labels.push({ of, z: min(max(z, -MOST), MOST) });
    }
    return labels;
  }

  /** The market stood still or cannot be trusted: what waits has no label. */
  forget(): void {
    this.waiting = [];
  }
}
