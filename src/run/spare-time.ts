import { performance } from 'node:perf_hooks';
import type { Load } from '../dashboard/board';

/** The line has no time to spare where the event loop worked for more than this part of the time since the last look, and closed so many turns a ms. */
const BUSY = 0.7;
const BUSY_TURNS = 5;
/** And orders flow, so that each wait is one that an order may have, where it closed so many turns a ms: some eighty orders a second. */
const FLOWING_TURNS = 0.25;

/** Tells whether work that can wait should: the line needs all the time there is. */
export class SpareTime {
  private turns = 0;
  private looked = performance.eventLoopUtilization();

  /** The line closed a turn. */
  turned(): void {
    this.turns++;
  }

  /** Whether there was none since the last look. */
  none(): boolean {
    return this.load() === 'full';
  }

  /** How it was since the last look. */
  load(): Load {
    const { utilization, active, idle } = performance.eventLoopUtilization(this.looked);
    const turns = this.turns / (active + idle || 1);
    this.looked = performance.eventLoopUtilization();
    this.turns = 0;
    return utilization > BUSY && turns > BUSY_TURNS ? 'full' : turns > FLOWING_TURNS ? 'flowing' : 'quiet';
  }
}
