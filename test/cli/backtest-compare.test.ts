import { Command } from 'commander';
import { backtestCompareCommand } from '../../src/cli/backtest-compare';
import { TrialLedger } from '../../src/inference/registry/ledger';
import { compare } from '../../src/run/backtest/compare/compare';
import { noteComparison } from '../../src/run/models/trials';
import { folder } from '../market-data/files';

jest.mock('../../src/run/backtest/compare/compare');

const dir = folder();
const before = process.cwd();
beforeAll(() => process.chdir(dir.path));
afterAll(() => {
  process.chdir(before);
  dir.remove();
});

const SEALED = { first: 300_001, last: 300_020 };

test('a comparison of a model on seeds that are sealed later has asked a question before it is run; one of schedules alone, or on other seeds, has not', async () => {
  jest.mocked(compare).mockRejectedValue(new Error('killed'));
  const ledger = new TrialLedger('var/models');
  const asked = async (seed: number, ...more: string[]): Promise<number> => {
    const backtest = new Command();
    backtestCompareCommand(backtest);
    const args = ['compare', '--seed', String(seed), '--seeds', '2', ...more];
    await expect(backtest.parseAsync(args, { from: 'user' })).rejects.toThrow('killed');
    return ledger.accesses(SEALED).length;
  };
  expect([
    await asked(300_001, '--strategies', 'TWAP'),
    await asked(300_021, '--model', 'default'),
    await asked(299_999, '--model', 'default'),
    await asked(300_020, '--model', 'default'),
    await asked(300_020, '--model', 'default'),
    await asked(300_020, '--model', 'default', '--regime', 'crash'),
  ]).toEqual([0, 0, 0, 1, 1, 2]);
});

test('what came of a comparison is told behind it, and it is one trial', () => {
  const compared = { name: 'calm', model: 'a'.repeat(64), terms: { seed: 1 }, seeds: SEALED };
  noteComparison('other', compared, 'ana');
  noteComparison('other', compared, 'ana', { mean: 1, sd: 2 });
  noteComparison('other', compared, 'ana', { mean: 1, sd: 0 });
  const ledger = new TrialLedger('other');
  expect([ledger.lines().length, ledger.trials().map(t => t.sharpe)]).toEqual([2, [0.5]]);
});
