import { Socket } from 'node:net';
import type { Micros } from '../core/numbers';

/**
 * Where a test may have the process killed, to see what a restart makes of it. Nothing but the hook of that name is affected. The first four
 * are points of every batch that carries an order or a request to a venue; `mid-resend` is the write after a ResendRequest was answered;
 * the next two stand around the commit that lets closed orders go; at the last a kill is latched, and nothing more is done.
 */
export const STOP_POINTS = [
  'before-commit',
  'after-commit',
  'mid-write',
  'before-written',
  'mid-resend',
  'before-archived',
  'after-archived',
  'after-latch',
] as const;
export type StopPoint = (typeof STOP_POINTS)[number];

/** Called at each point as it is passed. */
export type StopHook = (point: StopPoint) => void;

export const noStop: StopHook = () => undefined;

/**
 * The hook that SLUICE_STOP_AT asks for: `point:n` kills the process (SIGKILL) at the n-th pass of that point.
 * Throws an Error where the text is not of that form.
 */
export function stopHook(text: string | undefined): StopHook {
  if (!text) return noStop;
  const [point, n] = text.split(':');
  const count = Number(n);
  if (!STOP_POINTS.includes(point as StopPoint) || !Number.isInteger(count) || count < 1)
    throw new Error(`SLUICE_STOP_AT '${text}' is not one of ${STOP_POINTS.join(', ')} and ':' and a count from 1`);
  let passed = 0;
  return at => {
    if (at !== point || ++passed !== count) return;
    if (point === 'mid-write' || point === 'mid-resend') killInTheMiddleOfTheNextWrite();
    else process.kill(process.pid, 'SIGKILL');
  };
}

/** How long closed orders stay in the books where SLUICE_KEEP_CLOSED_MS says so; throws an Error where that is not a number of ms. */
export function keepClosed(text: string | undefined): Micros | undefined {
  if (!text) return undefined;
  const ms = Number(text);
  if (!Number.isInteger(ms) || ms < 1)
    throw new Error(`SLUICE_KEEP_CLOSED_MS '${text}' is not a whole number of milliseconds from 1`);
  return ms * 1000;
}

/** The next write to a socket hands over half of its bytes, and that is the end. */
function killInTheMiddleOfTheNextWrite(): void {
  const { write } = Socket.prototype;
  Socket.prototype.write = function (this: Socket, bytes: Uint8Array) {
    write.call(this, bytes.subarray(0, bytes.length >> 1));
    process.kill(process.pid, 'SIGKILL');
    return true;
  } as typeof write;
}
