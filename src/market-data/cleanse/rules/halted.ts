import { type Rule, symbolOf } from '../rule';

/** Rows within a known halt. Quotes go on in one; a trade in one is late, or the halt's times are wrong. */
export const halted: Rule = {
  name: 'halted',
  version: 1,
  kinds: ['quotes', 'trades', 'bars', 'books', 'orders'],
  about: 'during a known halt: trades and bars are dropped, quotes, books and orders flagged',
  start: setup => {
    const { reference, kind } = setup;
    const act = kind === 'trades' || kind === 'bars' ? 'drop' : 'flag';
    return row => {
      const halt = reference.halts.at(symbolOf(row, setup), row.at);
      return halt && { defect: 'in-halt', act, why: () => halt.reason };
    };
  },
};
