import { Command } from 'commander';
import { logViewCommand } from '../../src/cli/log-view';
import { UsageError } from '../../src/run/usage-error';
import { LogFolder, logText, STORY } from '../run/log-view/logs';

const folder = new LogFolder();
afterAll(() => folder.remove());
const log = folder.file('some.log', logText(STORY));

test.each([
  ['a secret', ['--field', '554=hunter2']],
  ['what is masked on request', ['--redact', '1', '--field', '1=CLIENT7']],
])('sluice log view does not tell by --field whether %s has a value', async (_what, args) => {
  const program = new Command();
  logViewCommand(program);
  const answer = await program.parseAsync(['view', log, ...args], { from: 'user' }).catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(UsageError);
});
