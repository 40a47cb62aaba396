import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryJournal } from '../../src/journal/memory-journal';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { journalContract } from './journal';

const dir = mkdtempSync(join(tmpdir(), 'sluice-journal-'));
afterAll(() => rmSync(dir, { recursive: true }));
let files = 0;

journalContract('MemoryJournal', () => new MemoryJournal());
for (const durability of ['process', 'power'] as const)
  journalContract(`SqliteJournal (${durability})`, () => new SqliteJournal(join(dir, `${++files}.db`), { durability }));
