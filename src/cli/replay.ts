import type { Command } from 'commander';
import { canonical } from '../core/canonical';
import { type ReplayResult, replayJournal } from '../run/replay';
import { UsageError } from '../run/usage-error';
import { printer } from './output';
import { type LogsFlags, runLogs } from './replay-logs';
import { runThrough, THROUGH_ONLY, type ThroughFlags, throughFlags } from './replay-through';

interface Flags extends ThroughFlags, Omit<LogsFlags, 'json'> {
  readonly journal?: string;
}

/** `replay`: what logs tell of rebuilt, a journal decided again, or the orders of logs sent to the gateway again. */
export function replayCommand(program: Command): void {
  const command = program
    .command('replay')
    .argument('[logs...]', 'FIX logs, files or folders')
    .description(
      'Rebuilds the orders and sessions that FIX logs tell of, and lists what is inconsistent; or decides again on the inputs that a journal recorded, and compares every decision; or sends the parent orders of FIX logs to the gateway again, in a simulated market. What is replayed is only read.',
    )
    .option('--journal <file>', 'the journal: journal.db of a data folder')
    .option('--orders <file>', 'of logs: write every order as CSV')
    .option('--findings <file>', 'of logs: write what is wrong as CSV')
    .option('--zone <zone>', 'of logs: what stamps without a zone mean, as Europe/London; else UTC')
    .option('--strict', 'of logs: exit code 1 where anything is damaged or inconsistent')
    .option('--out <dir>', 'write the report and the journals of the runs there')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  sluice replay logs/ --orders orders.csv\n  sluice replay --journal var/journal.db\n  sluice replay oms.log --through-gateway --market agents --strategy VWAP --out var/through\n\nExit code: 0 done, 1 a decision differs or a log cannot be read to its end, 2 usage, 130 interrupted.',
    )
    .action(replay);
  throughFlags(command);
}

async function replay(logs: readonly string[], o: Flags): Promise<void> {
  refuseMixed(o);
  if (o.throughGateway) return runThrough(logs, o);
  if (logs.length > 0 && o.journal !== undefined) throw new UsageError('name logs or --journal FILE, not both');
  if (logs.length > 0) return runLogs(logs, o);
  if (o.journal === undefined) throw new UsageError('name logs (sluice replay LOG...), or a journal (--journal FILE)');
  const result = replayJournal(o.journal);
  printer<ReplayResult>(o.json === true, replayText)(result);
  process.exitCode = result.difference ? 1 : 0;
}

/** Options that belong to another kind of replay than the one asked for are mistakes, and not passed over. */
function refuseMixed(o: Flags): void {
  const given = (names: readonly (keyof Flags)[]): keyof Flags | undefined => names.find(name => o[name] !== undefined);
  const wrong = given(o.throughGateway ? ['journal', 'orders', 'findings', 'strict'] : THROUGH_ONLY);
  if (wrong === undefined) return;
  const option = `--${wrong.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`${option} ${o.throughGateway ? 'does not go' : 'goes'} with --through-gateway`);
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
