import { Worker } from 'node:worker_threads';
import type { Micros } from '../core/numbers';

/** The system's wall clock against the monotonic one, at one moment. */
export interface WallReading {
  readonly wall: Micros;
  /** CLOCK_MONOTONIC, nanoseconds. */
  readonly monotonic: bigint;
  /** The two belong together within so many microseconds. */
  readonly within: Micros;
}

/**
 * Runs in a thread of its own, off the line. Date tells the wall clock in whole milliseconds: it is watched until it ticks, and the tick is
 * known to the microsecond by the monotonic clock. A thread that was held up meanwhile tries again. Text, so that it needs no file of its own.
 */
const WATCHER = `
const { parentPort, workerData } = require('node:worker_threads');
function tick() {
  let before = process.hrtime.bigint();
  const from = Date.now();
  for (;;) {
    const now = process.hrtime.bigint();
    const wall = Date.now();
    if (wall !== from) {
      const after = process.hrtime.bigint();
      const within = Math.ceil(Number(after - before) / 1000);
      return wall === from + 1 ? { wall: wall * 1000, monotonic: (before + after) / 2n, within } : undefined;
    }
    before = now;
  }
}
function read() {
  let best;
  for (let i = 0; i < 5 && (best === undefined || best.within > 20); i++) {
    const reading = tick();
    if (reading && (best === undefined || reading.within < best.within)) best = reading;
  }
  if (best) parentPort.postMessage(best);
}
read();
setInterval(read, workerData);
`;

/** Reads the wall clock every `everyMs` milliseconds. Returns how to stop. `failed`: the thread ended, so nothing is read any more. */
export function watchWall(
  everyMs: number,
  told: (reading: WallReading) => void,
  failed: (error: unknown) => void,
): () => Promise<void> {
  const worker = new Worker(WATCHER, { eval: true, workerData: everyMs, resourceLimits: { maxOldGenerationSizeMb: 16 } });
  worker.unref();
  worker.on('message', told);
  worker.on('error', failed);
  return async () => {
    worker.removeAllListeners();
    await worker.terminate();
  };
}
