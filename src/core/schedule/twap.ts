import { curveLook } from './progress';
import type { Schedule } from './schedule';

/** Time-weighted average price: equal quantity a slot, cumulative so that rounding never adds up and an unfilled slot is carried into the next. */
export const twap: Schedule = {
  slots: 'even',
  plan: ({ given }) => ({ band: given.Band }),
  look: (parent, plan, _books, at) => curveLook(parent, plan, at, 'passive'),
};

/** Band of a passive TWAP where none was asked for, in millionths of the order. */
const BAND = 20_000;

/** The passive TWAP with catch-up: the same curve, and a band below which it crosses. */
export const passiveTwap: Schedule = { ...twap, plan: ({ given }) => ({ band: given.Band ?? BAND }) };
