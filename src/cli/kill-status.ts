import { setTimeout } from 'node:timers/promises';
import { type KillPlace, placeText } from '../core/control/kills';
import { askControl, NoGateway } from '../run/control-client';
import type { DataFolder } from '../run/data-folder';
import type { KillRow } from '../run/kill-desk';
import { KillLatch } from '../run/kill-latch';
import { printer } from './output';

/** A kill as it is shown; what the venues have confirmed is known to a running gateway only. */
type StatusRow = Pick<KillRow, 'level' | 'key' | 'by' | 'reason'> & Partial<KillRow>;

/** `kill --status`: every kill switch that is engaged. */
export async function showStatus(folder: DataFolder, json: boolean): Promise<void> {
  const rows = await engaged(folder);
  if (rows.length === 0 && !json) process.stdout.write('no kill switch is engaged\n');
  for (const row of rows) printer<StatusRow>(json, statusLine)(row);
}

async function engaged(folder: DataFolder): Promise<readonly StatusRow[]> {
  try {
    return rowsOf(await askControl(folder.socket, { cmd: 'kill-status' }));
  } catch (error) {
    if (!(error instanceof NoGateway)) throw error;
    return new KillLatch(folder.dir).read().engaged;
  }
}

const rowsOf = (answer: { readonly [key: string]: unknown }): readonly KillRow[] => answer['kills'] as KillRow[];

function statusLine(row: StatusRow): string {
  const line = `${placeText(row)} engaged by ${row.by}: ${row.reason}`;
  if (row.asked === undefined) return `${line} (latch file: no gateway answers)`;
  const latched = row.latched === false ? '; the latch file could not be written yet' : '';
  const waits = row.releaseAsked
    ? `; ${row.releaseAsked.by} asked for its release, another person has until ${new Date(row.releaseAsked.until / 1000).toISOString()}`
    : '';
  return `${line}: ${row.confirmed} of ${row.asked} cancels confirmed, ${row.outstanding} outstanding${latched}${waits}`;
}

/** How often (ms) it is asked how many cancels are confirmed. */
const ASK_MS = 100;

/** Waits until every order under a kill is confirmed closed, and says so; ends the command with 1 where some are not after `seconds`. */
export async function waitForCancels(folder: DataFolder, place: KillPlace, seconds: number, json: boolean): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const rows = rowsOf(await askControl(folder.socket, { cmd: 'kill-status' }));
    const row = rows.find(r => placeText(r) === placeText(place));
    if (row && row.outstanding > 0 && Date.now() < until) {
      await setTimeout(ASK_MS);
      continue;
    }
    if (row) printer<StatusRow>(json, statusLine)(row);
    process.exitCode = row && row.outstanding > 0 ? 1 : 0;
    return;
  }
}
