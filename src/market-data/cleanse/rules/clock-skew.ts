import { type Rule, secondsText } from '../rule';

/** Rows that were received before they happened: one of the two clocks is wrong, and latencies taken from them are too. */
export const clockSkew: Rule = {
  name: 'clock-skew',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'books', 'orders'],
  about: "received, by the recorder's clock, before the venue's stamp: flagged",
  start: () => row => {
    const { received, at } = row;
    if (received === undefined || received >= at) return undefined;
    return { defect: 'received-early', act: 'flag', why: () => `received ${secondsText(at - received)} before it happened` };
  },
};
