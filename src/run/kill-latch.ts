import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface KillState {
  readonly killed: boolean;
  readonly by: string;
  readonly reason: string;
}

/** A gateway decides no new risk on a look at the latch that is older than this. */
export const LATCH_FRESH_MICROS = 5_000;

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
      return fresh ? ACTIVE : { killed: true, by: 'sluice', reason: 'kill.json is missing beside a journal' };
    }
    try {
      const state = JSON.parse(readFileSync(this.file, 'utf8')) as Partial<Record<keyof KillState, unknown>>;
      if (typeof state.killed !== 'boolean') throw new Error('no "killed"');
      return { killed: state.killed, by: cleaned(state.by), reason: cleaned(state.reason) };
    } catch (error) {
      return { killed: true, by: 'sluice', reason: cleaned(`kill.json cannot be read: ${(error as Error).message}`) };
    }
  }

  /** Makes the latch of an empty data folder, active. One that is there, also since a moment ago, is never touched. */
  begin(): void {
    if (existsSync(this.file) || existsSync(this.journal)) return;
    this.put(ACTIVE, fresh => {
      try {
        linkSync(fresh, this.file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    });
  }

  /** Durable when it returns; throws where it cannot be made so. */
  write(state: KillState): void {
    this.put(state, fresh => renameSync(fresh, this.file));
  }

  /** Writes a state to a file beside the latch, has it put in place, and leaves nothing else behind. */
  private put(state: KillState, place: (fresh: string) => void): void {
    const fresh = `${this.file}.${process.pid}`;
    try {
      synced(fresh, 'w', file => writeFileSync(file, `${JSON.stringify(state)}\n`));
      place(fresh);
    } finally {
      rmSync(fresh, { force: true });
    }
    synced(dirname(this.file), 'r', () => undefined);
  }
}

const ACTIVE: KillState = { killed: false, by: '', reason: '' };

const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;

/** Whether a text has a control character: no line of a log or FIX field holds one (SOH ends the field). */
export const hasControlCharacter = (text: string): boolean => CONTROL.test(text);

/** A latch may have been written by hand: what it says goes into facts and onto the wire. */
const cleaned = (text: unknown): string => (typeof text === 'string' ? text.replace(CONTROLS, ' ') : '');

function synced(path: string, flags: 'w' | 'r', use: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    use(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
