import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from './processes';
import { freePort, ROOT, type Stage, SYMBOL } from './set-up';

const SOURCES = join(__dirname, 'quickfix');
const CACHE = join(ROOT, 'node_modules', '.cache', 'sluice-interop');
const FLAGS = ['-O1', '-std=c++14', '-w'];
const HEADERS = ['/usr/include/quickfix/Session.h', '/usr/local/include/quickfix/Session.h'];
/** QuickFIX 1.15 reads the dictionary of FIX.5.0SP2 for some six seconds on an idle core. */
const START_MS = 60_000;
/** One program compiles in about five seconds on an idle core. */
const COMPILE_MS = 120_000;

/** Whether a compiler and QuickFIX's headers (Debian: g++, libquickfix-dev) are here. */
export const quickFixIsHere = (): boolean => HEADERS.some(existsSync) && spawnSync('g++', ['--version']).status === 0;

/** The path of `quickfix/<name>.cpp` compiled; compiled once for each state of the sources. Throws with the compiler's words. */
export function quickFixProgram(name: 'oms' | 'venue'): string {
  const program = join(CACHE, `${name}-${stateOfSources()}`);
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  const args = [...FLAGS, join(SOURCES, `${name}.cpp`), '-o', unfinished, '-lquickfix', '-lpthread'];
  const { status, stderr } = spawnSync('g++', args, { encoding: 'utf8', timeout: COMPILE_MS });
  if (status !== 0) throw new Error(`g++ ${args.join(' ')}\n${stderr}`);
  renameSync(unfinished, program);
  return program;
}

function stateOfSources(): string {
  const hash = createHash('sha256').update(FLAGS.join(' '));
  for (const file of readdirSync(SOURCES).sort()) hash.update(file).update(readFileSync(join(SOURCES, file)));
  return hash.digest('hex').slice(0, 16);
}

/** The OMS on QuickFIX, dialling a gateway; what it plays, and of how many orders where that is open. */
export function quickFixClient(
  stage: Stage,
  port: number,
  ...scenario: readonly [...(['algo' | 'pass' | 'lost'] | ['many', number])]
): Program {
  const dials = ['ConnectionType=initiator', 'SocketConnectHost=127.0.0.1', `SocketConnectPort=${port}`];
  const settings = stage.quickFixSettings('oms', ...dials, 'SenderCompID=OMS', 'TargetCompID=SLUICE');
  const [name, count] = scenario;
  return stage.run('oms', quickFixProgram('oms'), settings, name, SYMBOL, String(count ?? 0));
}

/** The venue on QuickFIX, once it listens. */
export async function quickFixVenue(stage: Stage): Promise<{ venue: Program; port: number }> {
  const port = await freePort();
  const listens = ['ConnectionType=acceptor', `SocketAcceptPort=${port}`, 'SocketReuseAddress=Y'];
  const settings = stage.quickFixSettings('venue', ...listens, 'SenderCompID=VENUE', 'TargetCompID=SLUICE');
  const venue = stage.run('venue', quickFixProgram('venue'), settings);
  await venue.line('ready', START_MS);
  return { venue, port };
}

/** What the venue was asked: a JSON line a message. */
export const asked = (venue: Program): string[] => venue.lines.filter(l => l.startsWith('{"type"'));
