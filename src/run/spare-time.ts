import { performance } from 'node:perf_hooks';

/** The line has no time to spare where the event loop worked for more than this part of the time since the last look, and closed so many turns a ms. */
const BUSY = 0.7;
const BUSY_TURNS = 5;

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
    const { utilization, active, idle } = performance.eventLoopUtilization(this.looked);
    const none = utilization > BUSY && this.turns > BUSY_TURNS * (active + idle);
    this.looked = performance.eventLoopUtilization();
    this.turns = 0;
    return none;
  }
}
