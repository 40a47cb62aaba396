import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { RecordedTurn, WireBatch } from '../src/core/journal-port';
import { MessageWriter } from '../src/fix/codec/writer';
import { GENESIS } from '../src/journal/chain';
import type { Durability } from '../src/journal/database';
import { SCHEMA } from '../src/journal/schema';
import { SqliteJournal } from '../src/journal/sqlite-journal';
import { MESSAGES } from './codec-messages';
import { AT, line, order, VENUE } from './order-line';
import { medianOf, print, quantileOf, type Row } from './rows';

const ROUNDS = 3;
/** Batches a round. An fdatasync costs a hundred times as much as a write. */
const BATCHES: Readonly<Record<Durability, number>> = { process: 10_000, power: 1_000 };
const GROUP = 64;
/** Batches between two times that the database takes over what was committed: not part of what is measured. */
const SETTLE_EVERY = 200;

/** The turns of orders that are passed through: a NewOrderSingle in, a child out. */
function turnsOf(orders: number): RecordedTurn[] {
  const turns: RecordedTurn[] = [];
  const mailbox = line(turn => turns.push(turn));
  turns.length = 0;
  for (let n = 1; n <= orders; n++) mailbox.post(order(n), AT + n);
  return turns;
}

/** What goes on the wire with a batch: `messages` NewOrderSingles of one session. */
function wireOf(messages: number): (first: number) => WireBatch {
  const writer = new MessageWriter({ beginString: 'FIX.4.4', senderCompID: 'GW', targetCompID: 'VENUE' });
  for (let i = 0; i < messages; i++) MESSAGES.NewOrderSingle(writer);
  const bytes = writer.take();
  return first => {
    const last = first + messages - 1;
    return {
      runs: [{ session: VENUE, generation: 0, first, last, bytes, start: 0, end: bytes.length }],
      numbers: [[VENUE, { nextIn: 1, nextOut: last + 1, generation: 0 }]],
    };
  };
}

const micros = (since: bigint): number => Number(process.hrtime.bigint() - since) / 1000;

/** Microseconds of each commit of one turn with one message, and of the database taking a batch over. */
function commits(file: string, durability: Durability, turns: readonly RecordedTurn[]): { each: number[]; settle: number } {
  const journal = new SqliteJournal(file, { durability });
  const wire = wireOf(1);
  const each: number[] = [];
  let settling = 0;
  for (let i = 0; i < turns.length; i++) {
    const batch = wire(i + 1);
    const start = process.hrtime.bigint();
    journal.append(turns[i]!);
    journal.commit(batch);
    each.push(micros(start));
    if (i % SETTLE_EVERY !== SETTLE_EVERY - 1) continue;
    const settle = process.hrtime.bigint();
    while (journal.settle());
    settling += micros(settle);
  }
  journal.close();
  return { each, settle: settling / turns.length };
}

/** Turns a second with 64 of them, and as many messages, a batch. */
function grouped(file: string, durability: Durability, turns: readonly RecordedTurn[]): number {
  const journal = new SqliteJournal(file, { durability });
  const wire = wireOf(GROUP);
  let took = 0;
  for (let i = 0; i + GROUP <= turns.length; i += GROUP) {
    const batch = wire(i + 1);
    const start = process.hrtime.bigint();
    for (let k = 0; k < GROUP; k++) journal.append(turns[i + k]!);
    journal.commit(batch);
    took += micros(start);
    while (journal.settle());
  }
  journal.close();
  return (Math.floor(turns.length / GROUP) * GROUP * 1e6) / took;
}

/** Microseconds of each transaction of one row, the same row, straight into SQLite in WAL. */
function straight(file: string, durability: Durability, turns: readonly RecordedTurn[]): number[] {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
  db.pragma('wal_autocheckpoint = 0');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO batch (id, turns, numbers, runs, wire, hash) VALUES (?, ?, ?, ?, ?, ?)');
  const [{ bytes }] = wireOf(1)(1).runs as [WireBatch['runs'][0]];
  const each = turns.map((turn, i) => {
    const start = process.hrtime.bigint();
    const numbers = JSON.stringify({ [VENUE]: [1, i + 2, 0] });
    insert.run(i + 1, JSON.stringify([turn]), numbers, JSON.stringify([[VENUE, 0, i + 1, i + 1, bytes.length]]), bytes, GENESIS);
    return micros(start);
  });
  db.close();
  return each;
}

function measure(folder: string, durability: Durability): Row[] {
  const turns = turnsOf(BATCHES[durability]);
  const ours: number[] = [];
  const direct: number[] = [];
  const settles: number[] = [];
  const rates: number[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const file = (name: string): string => join(folder, `${durability}-${name}-${round}.db`);
    const { each, settle } = commits(file('ours'), durability, turns);
    const peer = straight(file('sqlite'), durability, turns);
    const rate = grouped(file('group'), durability, turns);
    if (round < 0) continue;
    ours.push(...each);
    direct.push(...peer);
    settles.push(settle);
    rates.push(rate);
  }
  const beside = (q: number): Pick<Row, 'value' | 'peer' | 'peerName' | 'ratio'> => {
    const [value, peer] = [quantileOf(ours, q), quantileOf(direct, q)];
    return { value, peer, peerName: 'a row straight into SQLite', ratio: peer / value };
  };
  return [
    { name: `${durability}: commit of one order's turn and message, median`, unit: 'us', ...beside(0.5) },
    { name: `${durability}: the same, p99`, unit: 'us', ...beside(0.99) },
    { name: `${durability}: the database takes a batch over, off the line`, unit: 'us', value: medianOf(settles) },
    { name: `${durability}: ${GROUP} turns a commit`, unit: 'turns/s', value: medianOf(rates) },
  ];
}

/** The journal in both durability modes, on the disk that holds the working folder. */
export function run(): Row[] {
  mkdirSync('var', { recursive: true });
  const folder = mkdtempSync(join('var', 'bench-'));
  try {
    return [...measure(folder, 'process'), ...measure(folder, 'power')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module) print(run());
