import type { Command } from 'commander';
import { logAnonymiseCommand } from './log-anonymise';
import { logExportCommand } from './log-export';
import { logStatsCommand } from './log-stats';
import { logValidateCommand } from './log-validate';
import { logViewCommand } from './log-view';

/** `log`: FIX logs of anybody, read, checked, counted, made anonymous; and those of ours out of a journal. */
export function logCommand(program: Command): void {
  const log = program
    .command('log')
    .description(
      'Reads FIX logs: of QuickFIX and its relatives, or any text with messages in it; files or folders, gzipped or not.',
    );
  logViewCommand(log);
  logValidateCommand(log);
  logStatsCommand(log);
  logAnonymiseCommand(log);
  logExportCommand(log);
}
