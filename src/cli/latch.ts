import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { type KillPlace, placeText } from '../core/control/kills';
import { askControl, NoGateway } from '../run/control-client';
import { type DataFolder, dataFolder } from '../run/data-folder';
import { hasControlCharacter, KillLatch, LATCH_FRESH_MICROS } from '../run/kill-latch';
import { UsageError } from '../run/usage-error';
import { type PlaceFlags, placeFlags, placeOf } from './kill-place';
import { showStatus, waitForCancels } from './kill-status';
import { wholeNumber } from './options';
import { printer } from './output';

interface Flags extends PlaceFlags {
  readonly reason?: string;
  readonly by: string;
  readonly data: string;
  readonly commandId?: string;
  readonly status?: boolean;
  readonly wait?: number | true;
  readonly json?: boolean;
}

/** What a kill or release did. `outstanding`: children at venues not confirmed closed; undefined where no gateway runs. */
export interface LatchRow extends KillPlace {
  /** Whether the place is under its kill now. */
  readonly killed: boolean;
  readonly through: 'gateway' | 'latch file';
  readonly outstanding?: number;
  /** A second person has until then to grant the release that this one asked for. */
  readonly until?: string;
}

const TEXTS = {
  kill: {
    about:
      'Engages a kill switch: the orders under it are cancelled and none is taken, also after a restart, until it is released. The whole firm unless told otherwise.',
    reason: 'why it is engaged',
    example:
      'sluice kill --reason "runaway algo" --by ana --wait\n  sluice kill --account A1 --reason "over its credit" --by ana\n  sluice kill --status',
  },
  release: {
    about:
      "Releases a kill switch: orders are taken again. With a people file that is for the risk role, and the firm's needs two persons.",
    reason: 'why it may be released',
    example: 'sluice release --reason "fixed" --by ana',
  },
} as const;

/** Seconds that `--wait` waits unless told. */
const WAIT_SECONDS = 30;

/** `kill` and `release` differ in one word: through the gateway where one runs, else on the latch file it reads when it starts. */
export function latchCommand(program: Command, name: 'kill' | 'release'): void {
  const command = placeFlags(program.command(name).description(TEXTS[name].about))
    .option('--reason <text>', TEXTS[name].reason)
    .option('--by <name>', 'who does it; their secret, where there is a people file, is SLUICE_SECRET', userInfo().username)
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--command-id <id>', 'the same id again does nothing again (default: one of its own)')
    .option('--json', 'answer as JSON')
    .addHelpText('after', `\nExamples:\n  ${TEXTS[name].example}`);
  if (name === 'kill')
    command
      .option('--status', 'engage nothing: show what is engaged, and how many cancels the venues have confirmed')
      .option('--wait [seconds]', `wait until every cancel is confirmed, at most ${WAIT_SECONDS} s unless told`, wholeNumber);
  command.action(async (o: Flags) => {
    const folder = folderOf(o);
    if (o.status) return showStatus(folder, o.json === true);
    const row = await latch(name, o, folder);
    printer<LatchRow>(o.json === true, latchLine)(row);
    if (o.wait !== undefined && row.through === 'gateway')
      await waitForCancels(folder, row, o.wait === true ? WAIT_SECONDS : o.wait, o.json === true);
  });
}

function folderOf(o: Flags): DataFolder {
  if (!existsSync(o.data)) throw new UsageError(`--data: ${o.data} does not exist: name the gateway's data folder`);
  return dataFolder(o.data);
}

/** A text that goes into facts and onto the wire. */
function plainText(flag: string, text: string | undefined): string {
  if (text === undefined) throw new UsageError(`--${flag}: is required`);
  if (text.trim() === '') throw new UsageError(`--${flag}: must not be empty`);
  if (hasControlCharacter(text)) throw new UsageError(`--${flag}: has a control character: write it as plain text on one line`);
  return text;
}

async function latch(name: 'kill' | 'release', o: Flags, folder: DataFolder): Promise<LatchRow> {
  const by = plainText('by', o.by);
  const reason = plainText('reason', o.reason);
  const id = plainText('command-id', o.commandId ?? randomUUID());
  const place = placeOf(o);
  try {
    const answer = await askControl(folder.socket, { cmd: name, by, reason, id, ...place });
    const waits = typeof answer['until'] === 'number' ? { until: new Date(answer['until'] / 1000).toISOString() } : {};
    const { level, key, kills } = { ...place, ...(answer as unknown as KillPlace & { kills: KillPlace[] }) };
    const killed = kills.some(k => k.level === level && k.key === key);
    return { level, key, killed, through: 'gateway', outstanding: Number(answer['outstanding']), ...waits };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // a kill is written whatever else came back: a gateway that hangs sees the latch as soon as it moves, or when it is started again
    if (name === 'release' && !(error instanceof NoGateway)) throw error;
  }
  write(name, { ...place, id, by, reason }, new KillLatch(folder.dir));
  // told only once a gateway that does not answer, but still decides, must have looked
  await setTimeout((2 * LATCH_FRESH_MICROS) / 1_000);
  return { ...place, killed: name === 'kill', through: 'latch file' };
}

/** Engages or releases without a gateway. Throws UsageError where a release cannot be made so. */
function write(name: 'kill' | 'release', command: KillPlace & { id: string; by: string; reason: string }, file: KillLatch): void {
  if (name === 'kill') return void file.engage(command);
  const { engaged, guarded } = file.read();
  const kill = engaged.find(k => placeText(k) === placeText(command));
  if (!kill)
    throw new UsageError(`no kill switch is engaged at ${placeText(command)}: 'sluice kill --status' shows those that are`);
  if (guarded)
    throw new UsageError('this gateway has a people file: start it, and release through it as a person of the risk role');
  file.release(command, { id: command.id, kill: kill.id, by: command.by, reason: command.reason });
}

function latchLine(row: LatchRow): string {
  const where = row.level === 'firm' ? 'kill switch' : `kill switch of ${placeText(row)}`;
  if (row.until !== undefined)
    return `${where} still engaged: another person of the risk role has until ${row.until} to release it`;
  const state = `${where} ${row.killed ? 'engaged' : 'released'}`;
  if (row.through === 'latch file')
    return `${state} in the latch file: no gateway answered on this data folder; it holds from its next look, or start, on`;
  return row.killed
    ? `${state}: ${row.outstanding} orders at venues not confirmed cancelled yet`
    : `${state}: orders are taken again`;
}
