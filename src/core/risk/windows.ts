import type { Micros } from '../numbers';
import type { Limits } from './limits';

/** Length of the window that messages are counted in (us). */
export const windowOf = (rate: NonNullable<Limits['messageRate']>): Micros => rate.seconds ?? 1_000_000;

/** Length of the interval of participation where it is not set (us). */
export const INTERVAL: Micros = 300_000_000;
