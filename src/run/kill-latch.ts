import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface KillState {
  readonly killed: boolean;
  readonly by: string;
  readonly reason: string;
}

/**
 * The firm's kill latch: a small file of its own in the data folder, replaced whole and fsynced before anyone is told. It can be written
 * without a running gateway. Unreadable, or missing beside a journal, means killed; only an empty data folder starts active.
 */
export class KillLatch {
  readonly file: string;
  private readonly journal: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'kill.json');
    this.journal = join(dataDir, 'journal.db');
  }

  read(): KillState {
    if (!existsSync(this.file)) {
      const fresh = !existsSync(this.journal);
      return fresh
        ? { killed: false, by: '', reason: '' }
        : { killed: true, by: 'sluice', reason: 'kill.json is missing beside a journal' };
    }
    try {
      const state = JSON.parse(readFileSync(this.file, 'utf8')) as Partial<KillState>;
      if (typeof state.killed !== 'boolean') throw new Error('no "killed"');
      return { killed: state.killed, by: state.by ?? '', reason: state.reason ?? '' };
    } catch (error) {
      return { killed: true, by: 'sluice', reason: `kill.json cannot be read: ${(error as Error).message}` };
    }
  }

  /** Durable when it returns. */
  write(state: KillState): void {
    const fresh = `${this.file}.${process.pid}`;
    const file = openSync(fresh, 'w', 0o600);
    writeSync(file, `${JSON.stringify(state)}\n`);
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, this.file);
    const folder = openSync(dirname(this.file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}
