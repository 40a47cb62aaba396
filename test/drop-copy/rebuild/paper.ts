import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultScript } from '../../../simulator/models/faults/script';
import type { Journal } from '../../../src/core/journal-port';
import { FileLogs } from '../../../src/fix/file-log/file-logs';
import { parseSettings } from '../../../src/fix/settings/load';
import { MemoryJournal } from '../../../src/journal/memory-journal';
import { parseBacktest } from '../../../src/run/backtest/config';
import { feesOf } from '../../../src/run/backtest/fees';
import { marketSetup } from '../../../src/run/backtest/markets';
import type { ParentSpec } from '../../../src/run/backtest/parents';
import { runPaper } from '../../../src/run/backtest/parity/paper-run';
import { gatewaySessions } from '../../../src/run/backtest/parity/paper-settings';
import { BUILT_IN } from '../../../src/run/config';
import { KillLatch } from '../../../src/run/kill-latch';
import { readLatencies } from '../../../src/run/sim-latency';

/** What a paper gateway left behind: its journal, and its FIX logs in a folder that goes away. */
export interface Ran {
  readonly journal: Journal;
  readonly logs: string;
  remove(): void;
}

export interface Story {
  /** A backtest in YAML. */
  readonly text: string;
  readonly seed: number;
  readonly faults?: FaultScript | undefined;
  /** What clients ask of their orders later on. */
  readonly changed?: (spec: ParentSpec) => ParentSpec;
}

/** Runs a paper gateway with its sessions, the simulator behind FIX and an OMS, and has it write the logs of `FileLogPath`. */
export async function ranPaper({ text, seed, faults, changed = spec => spec }: Story): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-rebuilt-'));
  const config = parseBacktest(join(folder, 'bt.yaml'), text, seed);
  const { start, length, tail, modelLatency, publishEvery, instruments, limits } = config;
  const logs = join(folder, 'logs');
  const tap = new FileLogs(loggedSessions(logs), { failed: fail, resumed: () => undefined });
  const journal = new MemoryJournal();
  await runPaper({
    ...{ start, modelLatency, publishEvery, journal, tap, faults, models: undefined },
    end: start + length + tail,
    parents: config.parents.map(changed),
    market: (await marketSetup(config)).open(start, seed),
    latencies: readLatencies('latency', config.latency, seed),
    fees: feesOf(config),
    config: { ...BUILT_IN, instruments, limits },
    latch: new KillLatch(folder),
  });
  await tap.stop();
  return { journal, logs, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const fail = (dir: string, why: string): never => {
  throw new Error(`${dir}: ${why}`);
};

/** The gateway's sessions, with a FileLogPath each. */
function loggedSessions(dir: string) {
  const [like] = parseSettings([
    {
      name: 'logs',
      text: `[SESSION]\nConnectionType=initiator\nBeginString=FIX.4.4\nSenderCompID=A\nTargetCompID=B\nSocketConnectHost=127.0.0.1\nSocketConnectPort=1\nFileLogPath=${dir}\n`,
    },
  ]).sessions;
  const { fileLog } = like!;
  return gatewaySessions().map(s => (fileLog ? { ...s, fileLog } : s));
}

/** The message logs in a folder, those of orders only. */
export const messageLogs = (dir: string): string[] =>
  readdirSync(dir)
    .filter(name => name.includes('messages') && !name.includes('SLUICEMD'))
    .map(name => join(dir, name));
