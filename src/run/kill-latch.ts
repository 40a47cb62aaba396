import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KILL_LEVELS, type KillPlace, OLD_KILL, placeText } from '../core/control/kills';
import { noStop, type StopHook } from './stop-points';

/** A kill as the latch has it. */
export interface LatchedKill extends KillPlace {
  /** Of the command that engaged it. */
  readonly id: string;
  readonly by: string;
  readonly reason: string;
}

/** A release, kept for those who have not seen it yet: a kill is never taken to be released because it is merely not there. */
export interface LatchedRelease {
  /** Of the command. */
  readonly id: string;
  /** Id of the kill. */
  readonly kill: string;
  readonly by: string;
  readonly reason: string;
}

export interface KillState {
  readonly engaged: readonly LatchedKill[];
  readonly released: readonly LatchedRelease[];
  /** A gateway with a people file wrote it: releases are for named persons, through a gateway. */
  readonly guarded: boolean;
}

/** A gateway decides no new risk on a look at the latch that is older than this. */
export const LATCH_FRESH_MICROS = 5_000;

/** Releases that are remembered. */
const MOST_RELEASES = 100;

/**
 * The kill latch: a small file of its own in the data folder with every kill switch that is engaged, replaced whole and fsynced before anyone
 * is told. It can be written without a running gateway. Unreadable, or missing beside a journal, means that the firm's is engaged; only an
 * empty data folder starts active.
 */
export class KillLatch {
  readonly file: string;
  private readonly journal: string;

  constructor(
    dataDir: string,
    private readonly stopAt: StopHook = noStop,
  ) {
    this.file = join(dataDir, 'kill.json');
    this.journal = join(dataDir, 'journal.db');
  }

  read(): KillState {
    if (!existsSync(this.file)) return existsSync(this.journal) ? killedBy('kill.json is missing beside a journal') : ACTIVE;
    try {
      return stateOf(JSON.parse(readFileSync(this.file, 'utf8')) as Loose);
    } catch (error) {
      return killedBy(cleaned(`kill.json cannot be read: ${(error as Error).message}`));
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

  /** Engages one more, unless its place has one already; durable when it returns, throws where it cannot be made so. `guarded`: see KillState. */
  engage(kill: LatchedKill, guarded?: boolean): KillState {
    const state = this.read();
    const others = state.engaged.filter(k => k.id !== UNREADABLE || placeText(k) !== placeText(kill));
    const there = others.some(k => placeText(k) === placeText(kill));
    const written = this.write({
      engaged: there ? others : [...others, kill],
      released: state.released,
      guarded: guarded ?? state.guarded,
    });
    this.stopAt('after-latch');
    return written;
  }

  /** Lifts the kill of a place and remembers the release; durable when it returns. */
  release(place: KillPlace, release: LatchedRelease, guarded?: boolean): KillState {
    const state = this.read();
    return this.write({
      engaged: state.engaged.filter(k => placeText(k) !== placeText(place)),
      released: [...state.released, release].slice(-MOST_RELEASES),
      guarded: guarded ?? state.guarded,
    });
  }

  /** Durable when it returns; throws where it cannot be made so. */
  write(state: KillState): KillState {
    this.put(state, fresh => renameSync(fresh, this.file));
    return state;
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

/** Nothing is engaged. */
export const ACTIVE: KillState = { engaged: [], released: [], guarded: false };

/** Id of the kill that stands where the latch cannot be read: it is engaged once, however often that is looked at. */
const UNREADABLE = 'latch';

const killedBy = (reason: string): KillState => ({
  engaged: [{ level: 'firm', key: '', id: UNREADABLE, by: 'sluice', reason }],
  released: [],
  guarded: false,
});

type Loose = Readonly<Record<string, unknown>>;

/** Reads a latch as it is written, or as it was before there were levels. Throws an Error where it is neither. */
function stateOf(file: Loose): KillState {
  const { by, reason, killed } = file;
  if (typeof killed === 'boolean') {
    const old = { by: cleaned(by), reason: cleaned(reason) };
    return killed
      ? { ...ACTIVE, engaged: [{ level: 'firm', key: '', id: OLD_KILL, ...old }] }
      : { ...ACTIVE, released: [{ id: OLD_KILL, kill: OLD_KILL, ...old }] };
  }
  const { engaged, released } = file;
  if (!Array.isArray(engaged)) throw new Error('no "engaged"');
  if (!Array.isArray(released)) throw new Error('no "released"');
  return { engaged: engaged.map(killOf), released: released.map(releaseOf), guarded: file['guarded'] === true };
}

function killOf(row: Loose): LatchedKill {
  const level = KILL_LEVELS.find(l => l === row['level']);
  if (!level) throw new Error(`"level" '${String(row['level'])}' is none of ${KILL_LEVELS.join(', ')}`);
  const key = needed(row, 'key');
  if ((key === '') !== (level === 'firm'))
    throw new Error(`"key" of level '${level}' ${key === '' ? 'is missing' : 'is one too many'}`);
  return { level, key, id: needed(row, 'id'), by: cleaned(row['by']), reason: cleaned(row['reason']) };
}

const releaseOf = (row: Loose): LatchedRelease => ({
  id: needed(row, 'id'),
  kill: needed(row, 'kill'),
  by: cleaned(row['by']),
  reason: cleaned(row['reason']),
});

function needed(row: Loose, name: string): string {
  const text = row[name];
  if (typeof text !== 'string') throw new Error(`no "${name}"`);
  return text;
}

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
