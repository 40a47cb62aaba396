import { join } from 'node:path';
import type { Command } from 'commander';
import { examine, type Finding } from '../run/doctor';
import { PACKAGE_ROOT } from '../run/version';
import { printer } from './output';

/** `doctor`: what a start needs, looked at without starting. */
export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'Checks config, sessions, ports, dictionaries, data folder, kill latch, journal, disk, clock and Node. Changes nothing.',
    )
    .option('--sessions <dir>', 'folder of QuickFIX-style .cfg files', join(PACKAGE_ROOT, 'sessions', 'paper'))
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--config <file>', 'YAML: instruments and limits (default: sluice.yaml in the sessions folder)')
    .option('--json', 'answer as JSON: an array')
    .addHelpText(
      'after',
      '\nExample:\n  sluice doctor --sessions sessions/paper --data var\n\nExit code: 0 nothing fails, 1 something does, 2 usage.',
    )
    .action(async (o: { sessions: string; data: string; config?: string; json?: boolean }) => {
      const findings = await examine({ sessions: o.sessions, data: o.data, config: o.config });
      printer<readonly Finding[]>(o.json === true, found => found.map(line).join('\n'))(findings);
      process.exitCode = findings.some(f => f.result === 'fail') ? 1 : 0;
    });
}

const line = (f: Finding): string => `${f.result.padEnd(4)}  ${f.check.padEnd(10)}  ${f.text}`;
