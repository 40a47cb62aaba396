import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { UsageError } from '../run/config';
import { askControl, NoGateway } from '../run/control-client';
import { dataFolder } from '../run/data-folder';
import { hasControlCharacter, KillLatch, LATCH_FRESH_MICROS } from '../run/kill-latch';
import { printer } from './output';

interface Flags {
  readonly reason: string;
  readonly by: string;
  readonly data: string;
  readonly json?: boolean;
}

/** What a kill or release did. `outstanding`: children at venues not confirmed closed; undefined where no gateway runs. */
export interface LatchRow {
  readonly killed: boolean;
  readonly through: 'gateway' | 'latch file';
  readonly outstanding?: number;
}

const TEXTS = {
  kill: {
    about: 'Engages the kill switch: every order is cancelled, none is taken, also after a restart, until it is released.',
    reason: 'why it is engaged',
  },
  release: { about: 'Releases the kill switch: orders are taken again.', reason: 'why it may be released' },
} as const;

/** `kill` and `release` differ in one word: through the gateway where one runs, else on the latch file it reads when it starts. */
export function latchCommand(program: Command, name: 'kill' | 'release'): void {
  program
    .command(name)
    .description(TEXTS[name].about)
    .requiredOption('--reason <text>', TEXTS[name].reason)
    .option('--by <name>', 'who does it', userInfo().username)
    .option('--data <dir>', "the gateway's data folder", 'var')
    .option('--json', 'answer as JSON')
    .addHelpText('after', `\nExample:\n  sluice ${name} --reason "${name === 'kill' ? 'runaway algo' : 'fixed'}" --by ana`)
    .action(async (o: Flags) => printer<LatchRow>(o.json === true, latchLine)(await latch(name, o)));
}

async function latch(name: 'kill' | 'release', o: Flags): Promise<LatchRow> {
  if (o.reason.trim() === '') throw new UsageError('--reason: must not be empty');
  if (o.by.trim() === '') throw new UsageError('--by: must not be empty');
  for (const flag of ['reason', 'by'] as const)
    if (hasControlCharacter(o[flag]))
      throw new UsageError(`--${flag}: has a control character: write it as plain text on one line`);
  if (!existsSync(o.data)) throw new UsageError(`--data: ${o.data} does not exist: name the gateway's data folder`);
  const killed = name === 'kill';
  const folder = dataFolder(o.data);
  try {
    const answer = await askControl(folder.socket, { cmd: name, by: o.by, reason: o.reason });
    return { killed, through: 'gateway', outstanding: Number(answer['outstanding']) };
  } catch (error) {
    // a kill is written whatever came back: a gateway that hangs sees the latch as soon as it moves, or when it is started again
    if (!killed && !(error instanceof NoGateway)) throw error;
  }
  new KillLatch(folder.dir).write({ killed, by: o.by, reason: o.reason });
  // told only once a gateway that does not answer, but still decides, must have looked
  await setTimeout((2 * LATCH_FRESH_MICROS) / 1_000);
  return { killed, through: 'latch file' };
}

function latchLine(row: LatchRow): string {
  const state = `kill switch ${row.killed ? 'engaged' : 'released'}`;
  if (row.through === 'latch file')
    return `${state} in the latch file: no gateway answered on this data folder; it holds from its next look, or start, on`;
  return row.killed
    ? `${state}: ${row.outstanding} orders at venues not confirmed cancelled yet`
    : `${state}: orders are taken again`;
}
