import type { Command } from 'commander';
import { canonical } from '../core/canonical';
import { type ReplayResult, replayJournal } from '../run/replay';
import { printer } from './output';

/** `replay --journal`: decides again on what was recorded. */
export function replayCommand(program: Command): void {
  program
    .command('replay')
    .description('Decides again on the inputs that a journal recorded, and compares every decision. The journal is only read.')
    .requiredOption('--journal <file>', 'the journal: journal.db of a data folder')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  sluice replay --journal var/journal.db\n\nExit code: 0 no decision differs, 1 one does, 2 usage.',
    )
    .action((o: { journal: string; json?: boolean }) => {
      const result = replayJournal(o.journal);
      printer<ReplayResult>(o.json === true, replayText)(result);
      process.exitCode = result.difference ? 1 : 0;
    });
}

function replayText(r: ReplayResult): string {
  const lines = [`turns ${r.turns}, inputs posted again ${r.inputs}, decisions compared ${r.decisions}`];
  if (r.emergencies.length > 0)
    lines.push(
      `turn ${r.emergencies.join(', ')}: made outside the line after a stage had failed; taken as recorded, not decided again`,
    );
  const d = r.difference;
  if (!d) return [...lines, 'no decision differs'].join('\n');
  lines.push(`first difference: turn ${d.seq}, fact ${d.fact}${d.why === undefined ? '' : `: ${d.why}`}`);
  lines.push(
    `  expected ${d.expected ? canonical(d.expected) : 'nothing'}`,
    `  got      ${d.got ? canonical(d.got) : 'nothing'}`,
  );
  return lines.join('\n');
}
