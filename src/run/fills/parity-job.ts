import { type CompareOptions, configOf, trialsOf } from '../backtest/compare/trials';
import { type ParityReport, parity } from '../backtest/parity/parity';
import type { Work } from '../threads/job';

/** Does such jobs: an adaptive order, the first of its options, as a backtest and by the paper gateway. */
export function open(): Work<CompareOptions, ParityReport> {
  return options => parity(configOf(options, trialsOf(options)[0]!, 'ADAPTIVE'));
}
