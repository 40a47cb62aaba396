import { sluice } from './run-cli';

test.each([
  [['--signal', 'loud'], /'--signal <name>' argument 'loud' is invalid. one of weak, strong, none, shuffled is needed/],
  [['--paths', '10'], /--paths is 10: from 100 to 200000/],
  [['--lessons', '99999'], /--lessons is 99999: from 100 to 20000/],
])('models optimum %s is refused', async (args, told) => {
  const { code, out, err } = await sluice('models', 'optimum', ...args);
  expect([code, out, err.length, told.test(err[0]!)]).toEqual([2, [], 1, true]);
});

test('a small run prints a row a policy, and each check with what was found', async () => {
  const { code, out } = await sluice('models', 'optimum', '--signal', 'none', '--paths', '100', '--lessons', '100');
  const names = out.slice(1, 14).map(line => line.slice(0, line.search(/ {2,}/)));
  const checks = out.slice(15, 18).map(line => line.slice(0, 7));
  expect([names, checks.every(c => c === 'ok     ' || c === 'FAILED '), code]).toEqual([
    [
      'TWAP',
      'Almgren-Chriss',
      'Obizhaeva-Wang',
      'best static',
      'closed form',
      'linear',
      'learned, linear',
      'learned, trees',
      'learned',
      'from hindsight',
      'learned, gated',
      'optimum (ii)',
      'optimum (i)',
    ],
    true,
    checks.includes('FAILED ') ? 1 : 0,
  ]);
}, 60_000);
