import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { killText } from '../core/control/kills';
import { dictionaryFor, prepareDictionaries } from '../fix/dictionary/custom';
import type { SessionSettings } from '../fix/settings/settings';
import { SqliteJournal } from '../journal/sqlite-journal';
import { askControl } from './control-client';
import { KillLatch } from './kill-latch';

/** One thing looked at. A `warn` lets the gateway start, a `fail` does not (or not as meant); `text` says what to do. */
export interface Finding {
  readonly check: string;
  readonly result: 'ok' | 'warn' | 'fail';
  readonly text: string;
}

const ok = (check: string, text: string): Finding => ({ check, result: 'ok', text });
const warn = (check: string, text: string): Finding => ({ check, result: 'warn', text });
const fail = (check: string, text: string): Finding => ({ check, result: 'fail', text });

const OLDEST_NODE = 20;

/** `version`: such as 20.19.4. */
export function node(version: string): Finding {
  const major = Number(version.split('.')[0]);
  return major >= OLDEST_NODE ? ok('node', version) : fail('node', `${version}: install Node ${OLDEST_NODE} or later`);
}

/** The dictionaries of the sessions: those built in, and the files that they name, compiled but not kept. */
export async function dictionaries(sessions: readonly SessionSettings[]): Promise<Finding[]> {
  const wrong = await prepareDictionaries(sessions, undefined);
  if (wrong.length > 0) return wrong.map(text => fail('dictionary', text));
  const said = new Map<string, Finding>();
  for (const session of sessions.filter(s => s.useDataDictionary)) {
    const { beginString } = session.identity;
    const files = [session.dictionaries?.application?.path, session.dictionaries?.transport?.path].filter(
      path => path !== undefined,
    );
    const which = `${beginString}: ${files.length > 0 ? files.join(', ') : 'the dictionary built in'}`;
    try {
      said.set(which, ok('dictionary', `${which}: ${dictionaryFor(session).version} loads`));
    } catch (error) {
      said.set(which, fail('dictionary', `${which}: ${(error as Error).message}; 'npm run build' makes the tables anew`));
    }
  }
  return [...said.values()];
}

/** Whether a gateway answers on the data folder's control socket. */
export async function gatewayRuns(data: string): Promise<{ runs: boolean; finding: Finding }> {
  const socket = join(data, 'control.sock');
  if (!existsSync(socket)) return { runs: false, finding: ok('gateway', 'none runs on this data folder') };
  try {
    const answer = await askControl(socket, { cmd: 'sessions' });
    const sessions = answer['sessions'] as { loggedOn: boolean }[];
    const on = sessions.filter(s => s.loggedOn).length;
    return { runs: true, finding: ok('gateway', `runs on this data folder: ${on} of ${sessions.length} sessions logged on`) };
  } catch {
    return { runs: false, finding: ok('gateway', `none runs; ${socket} was left behind and is replaced at the next start`) };
  }
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly what: string;
}

/** A port that a start would open: free, or taken by the gateway that runs. */
export async function port({ host, port, what }: Listening, gatewayRuns: boolean): Promise<Finding> {
  const error = await new Promise<NodeJS.ErrnoException | undefined>(done => {
    const server = createServer();
    server.once('error', e => done(e));
    server.listen(port, host, () => server.close(() => done(undefined)));
  });
  const where = `${host}:${port} for ${what}`;
  if (!error)
    return gatewayRuns
      ? warn('port', `${where} is free although a gateway runs: it was started with other sessions`)
      : ok('port', `${where} is free`);
  if (error.code !== 'EADDRINUSE') return fail('port', `${where} cannot be opened (${error.code})`);
  if (gatewayRuns) return ok('port', `${where} is taken, by the gateway that runs`);
  return fail('port', `${where} is in use: stop what listens there or choose another port`);
}

/** The data folder, or the nearest folder above it that exists, takes files. */
export function folder(data: string): Finding {
  const path = resolve(data);
  const nearest = nearestFolder(path);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return ok('data', nearest === path ? `${path} takes files` : `${path} is made at the first start`);
  } catch {
    return fail('data', `${nearest} cannot be written to: choose another --data or change its owner`);
  }
}

function nearestFolder(path: string): string {
  let at = path;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

export function latch(data: string): Finding {
  const { engaged } = new KillLatch(data).read();
  if (engaged.length === 0) return ok('kill latch', 'released');
  return warn('kill latch', `${engaged.map(killText).join('; ')}; no order is taken there until 'sluice release --reason ...'`);
}

/** The journal can be read whole; and the clock does not stand before what it last recorded. */
export function journal(data: string): Finding[] {
  const file = join(data, 'journal.db');
  if (!existsSync(file)) return [ok('journal', 'none yet')];
  try {
    const opened = new SqliteJournal(file, { durability: 'process', readonly: true });
    let turns = 0;
    let at = 0;
    try {
      for (const turn of opened.turns()) {
        turns++;
        at = turn.at;
      }
    } finally {
      opened.close();
    }
    const found = [ok('journal', `${file}: ${turns} turns, schema as expected`)];
    const behind = Math.round(at / 1e6 - Date.now() / 1000);
    if (behind > 1) found.push(fail('clock', `stands ${behind} s before the journal's last turn: set the clock right`));
    return found;
  } catch (error) {
    return [fail('journal', `${(error as Error).message}; move it away to begin a new one`)];
  }
}

/** Below this the journal of a busy day may not fit. */
const LOW_BYTES = 1024 ** 3;
const FULL_BYTES = 64 * 1024 ** 2;

export function disk(data: string): Finding {
  const at = nearestFolder(resolve(data));
  const { bavail, bsize } = statfsSync(at);
  const free = bavail * bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free at ${at}`;
  if (free < FULL_BYTES) return fail('disk', `${text}: a journal cannot grow; make room`);
  return free < LOW_BYTES ? warn('disk', `${text}: make room before a busy day`) : ok('disk', text);
}

/** When this was built no clock could be right that stands before it. */
const EARLIEST = Date.UTC(2025, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** `now`: ms since 1970. */
export function clock(now: number): Finding {
  const text = new Date(now).toISOString();
  return now > EARLIEST && now < LATEST ? ok('clock', text) : fail('clock', `${text} cannot be: set the clock right`);
}
