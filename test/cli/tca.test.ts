import { Command } from 'commander';
import { tcaCommand } from '../../src/cli/tca';
import { tcaText } from '../../src/cli/tca-text';
import { KEYS } from '../../src/drop-copy/tca/groups';
import { tca } from '../../src/run/tca/tca';
import { folder } from '../market-data/files';
import { exampleLog, exampleMarket } from '../run/tca/made-up-log';

test('a terminal is told where prices are from, what the order cost part by part, and what so few orders cannot say', async () => {
  const place = folder();
  const log = place.file('gw.log', exampleMarket(exampleLog()).text());
  const lines = tcaText(await tca({ logs: [log], market: [], by: KEYS, ci: 95, hourZone: 'UTC' })).split('\n');
  place.remove();
  const told = ['ACME: ', 'delay', 'spread', 'impact', 'timing (', 'opportunity', 'fees', 'implementation', 'outliers: '];
  expect(told.map(begin => lines.find(line => line.startsWith(begin))?.replace(/ +/g, ' '))).toEqual([
    'ACME: prices books, volume trades (log)',
    'delay 20.00 2.000',
    'spread 5.00 0.500',
    'impact 11.00 1.100',
    'timing (residual) 5.00 0.500',
    'opportunity 16.00 1.600',
    'fees 1.90 0.190',
    'implementation shortfall 58.90 5.890',
    'outliers: of fewer than 20 orders with a cost none is named',
  ]);
});

test.each([
  ['neither logs nor a journal', [], 'tca: name logs, or --journal FILE, and not both'],
  ['both', ['a.log', '--journal', 'j.db'], 'tca: name logs, or --journal FILE, and not both'],
  ['a key that is none', ['a.log', '--by', 'venue,colour'], "'colour' is none of strategy, venue, symbol, hour"],
  ['too sure an interval', ['a.log', '--ci', '100'], 'per cent from 50 to 99.9 are needed'],
])('%s is refused', async (_what, given, said) => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  tcaCommand(program);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
  const told = await program.parseAsync(['node', 'sluice', 'tca', ...given]).then(
    () => '',
    (error: Error) => error.message,
  );
  expect(told.endsWith(said)).toBe(true);
});
