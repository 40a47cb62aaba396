import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { showsRow } from '../simulator/market/book-check';
import { type MessageFile, readBookFile, readMessageFile } from '../simulator/market/lobster-files';
import { LobsterPlayer, type PlayerOptions } from '../simulator/market/lobster-player';
import { openTape } from '../simulator/market/lobster-tape';
import type { Floor } from '../simulator/market/market';
import { OrderBook } from '../simulator/matching/book';
import { medianOf, print, type Row } from './rows';

const DAYS = [
  ['AAPL level 1', 'AAPL_2012-06-21_34200000_57600000_message_1.csv.gz'],
  ['AMZN level 5', 'AMZN_2012-06-21_34200000_57600000_message_5.csv.gz'],
] as const;
const DEEP = 'AAPL_2012-06-21_34200000_37800000_message_50.csv.gz';
const SAMPLE = 'AAPL_2012-06-21_34200000_57600000_message_10.first999.csv.gz';

const nothing = (): undefined => undefined;

/** A player over a book of its own, with nobody else in it. */
function stage(options: PlayerOptions): { player: LobsterPlayer; floor: Floor } {
  const player = new LobsterPlayer(options);
  const book = new OrderBook({
    rested: nothing,
    cancelled: nothing,
    replaced: nothing,
    triggered: nothing,
    traded: t => player.traded(t, 0),
  });
  return { player, floor: { book, print: nothing, status: nothing } };
}

/** Plays all of a tape, as an exchange does: asks when the next message is due, then plays it. Returns the messages a second. */
function playAll(options: PlayerOptions): { perSecond: number; player: LobsterPlayer } {
  const { player, floor } = stage(options);
  const begin = process.hrtime.bigint();
  while (player.nextAt() !== undefined) player.step(floor);
  return { player, perSecond: (options.messages.rows * 1e9) / Number(process.hrtime.bigint() - begin) };
}

/** In US dollars x 10,000. */
const CENT = 100;
const START = { tickText: '0.01', start: 0 };

/** A day with no orders of ours: how many rows of the given book there are, which could not be known, and which differ. */
async function day(folder: string, name: string, file: string, rounds: number): Promise<Row[]> {
  const { messages, books } = await openTape(join(folder, file));
  if (!books) throw new Error(`${file} has no order book file beside it`);
  const report = playAll({ ...START, messages, books }).player.report().books!;
  const rates = (options: PlayerOptions): number => medianOf(Array.from({ length: rounds }, () => playAll(options).perSecond));
  return [
    { name: `${name}: rows`, value: report.rows, unit: '' },
    { name: `${name}: rows that revealed a level`, value: report.revealed, unit: '' },
    { name: `${name}: mismatches`, value: report.mismatches, unit: '' },
    { name: `${name}: book kept`, value: rates({ ...START, messages }), unit: 'messages/s' },
    { name: `${name}: book kept and compared`, value: rates({ ...START, messages, books }), unit: 'messages/s' },
  ];
}

/**
 * The 50-level messages over a book that was seeded once, from the first row of the 10-level book, against all rows of that book;
 * nothing is taken from the others.
 */
export async function deep(folder: string): Promise<Row[]> {
  const messages = await readMessageFile(join(folder, DEEP));
  const sample = await readMessageFile(join(folder, SAMPLE));
  const given = await readBookFile(join(folder, SAMPLE.replace('_message_', '_orderbook_')));
  const { player, floor } = stage({ ...START, messages, seed: given });
  let [rows, mismatches] = [0, 0];
  for (let k = 0; rows < sample.rows && k < messages.rows; k++) {
    player.step(floor);
    // The 10-level file has the messages of the 50-level file that touch its levels.
    if (!sameMessage(messages, k, sample, rows)) continue;
    if (!showsRow(floor.book, given, rows, CENT)) mismatches++;
    rows++;
  }
  return [
    { name: 'AAPL 50 levels from a 10-level seed: rows', value: rows, unit: '' },
    { name: 'AAPL 50 levels from a 10-level seed: mismatches', value: mismatches, unit: '' },
  ];
}

const sameMessage = (a: MessageFile, i: number, b: MessageFile, k: number): boolean =>
  a.id[i] === b.id[k] && a.time[i] === b.time[k] && a.type[i] === b.type[k] && a.size[i] === b.size[k];

/** LOBSTER figures; `folder` holds the sample files. */
export async function run(folder: string, rounds = 5): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, file] of DAYS) rows.push(...(await day(folder, name, file, rounds)));
  return [...rows, ...(await deep(folder))];
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--data');
  const folder = at > 0 ? process.argv[at + 1] : process.env['SLUICE_DATA'];
  const lobster = folder === undefined ? undefined : join(folder, 'lobster');
  if (lobster === undefined || !existsSync(lobster))
    process.stdout.write('lobster: skipped: no folder with lobster/ in it was given (--data DIR)\n');
  else print(await run(lobster));
}

if (require.main === module) void main();
