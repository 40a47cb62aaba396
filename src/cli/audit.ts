import type { Command } from 'commander';
import { type Retention, retentionOf } from '../run/audit/retention';
import { type AuditVerdict, readHead, verifyAudit } from '../run/audit/verify';
import { loadConfig } from '../run/config';
import { auditExportCommand } from './audit-export';
import { printer } from './output';

interface JournalFlags {
  readonly journal: string;
  readonly json?: boolean;
}

/** `audit`: proves that a journal is what was written, and prints it for those who have to read it. */
export function auditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('Verifies the hash chain of a journal, prints its head, exports it. Files are only read.');
  verifyCommand(audit);
  headCommand(audit);
  auditExportCommand(audit);
  retentionCommand(audit);
}

/** The options that each command on a journal has. */
export const journalFlags = (command: Command): Command =>
  command
    .option('--journal <file>', 'the journal: journal.db of a data folder; a gateway may be writing it', 'var/journal.db')
    .option('--json', 'answer as JSON');

function verifyCommand(audit: Command): void {
  journalFlags(audit.command('verify'))
    .option(
      '--head <head>',
      'a published head as ROW:HASH, or a file of them; else audit-heads.jsonl beside the journal, where it is there',
    )
    .description(
      'Finds every row of a journal that was edited, removed, put in or moved; with published heads also a cut tail or a rewrite.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  sluice audit verify --journal var/journal.db --head /mnt/worm/heads.jsonl\n\nExit code: 0 no fault, 1 a fault, 2 usage.',
    )
    .action((o: JournalFlags & { head?: string }) => {
      const verdict = verifyAudit(o.journal, o.head);
      printer<AuditVerdict>(o.json === true, verdictText)(verdict);
      process.exitCode = verdict.faults.length > 0 ? 1 : 0;
    });
}

function verdictText(v: AuditVerdict): string {
  const heads =
    v.headsFrom === null
      ? 'no published head to compare with: a cut tail, or a chain written anew, cannot show'
      : `${v.heads} published heads compared (${v.headsFrom})`;
  const archive =
    v.archived === null
      ? 'closed orders not compared: the chain is not whole'
      : `${v.archived} closed orders compared with the facts`;
  const lines = [
    `${v.rows} rows chained, ${v.waiting} committed and not chained yet; head ${v.head.id}:${v.head.hash}`,
    archive,
    heads,
  ];
  const faults = v.faults.map(f => (f.row === 0 ? f.why : `row ${f.row}: ${f.why}`));
  return [...lines, ...(faults.length === 0 ? ['no fault'] : [`${faults.length} faults:`, ...faults])].join('\n');
}

function headCommand(audit: Command): void {
  journalFlags(audit.command('head'))
    .description('Prints the newest row of the hash chain and its hash, as --head of `audit verify` takes it.')
    .addHelpText('after', '\nExample:\n  sluice audit head --journal var/journal.db >> heads-of-today.txt')
    .action((o: JournalFlags) => {
      const head = readHead(o.journal);
      printer<typeof head>(o.json === true, h => `${h.id}:${h.hash}`)(head);
    });
}

function retentionCommand(audit: Command): void {
  journalFlags(audit.command('retention'))
    .option('--sessions <dir>', 'folder whose sluice.yaml says `audit.retentionDays`', 'sessions/paper')
    .option('--config <file>', 'the config file, where it is another')
    .description(
      'Shows how much of a journal is older than it has to be kept. Nothing is deleted: a journal goes as a whole, by hand.',
    )
    .addHelpText('after', '\nExample:\n  sluice audit retention --journal var/journal.db --sessions sessions/paper')
    .action((o: JournalFlags & { sessions: string; config?: string }) => {
      const { retentionDays } = loadConfig(o.sessions, o.config).audit;
      printer<Retention>(o.json === true, retentionText)(retentionOf(o.journal, retentionDays, Date.now() * 1000));
    });
}

const retentionText = (r: Retention): string =>
  [
    `${r.journal}: ${r.rows} rows, ${r.bytes} bytes, from ${r.first ?? 'nothing'} to ${r.last ?? 'nothing'}`,
    `to be kept ${r.retentionDays} days: ${r.past} rows are older; the whole journal until ${r.keepUntil ?? 'it has a turn'}`,
  ].join('\n');
