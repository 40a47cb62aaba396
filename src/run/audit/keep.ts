import type { SystemClock } from '../../clock/system-clock';
import type { Input } from '../../core/facts';
import type { SqliteJournal } from '../../journal/sqlite-journal';
import type { Log } from '../log';
import { ClockWatch } from './clock-watch';
import type { AuditConfig } from './config';
import { besideJournal } from './head-file';
import { HeadPublisher } from './heads';

export interface AuditParts {
  readonly config: AuditConfig;
  readonly journal: SqliteJournal;
  /** Where the journal is. */
  readonly file: string;
  readonly clock: SystemClock;
  readonly log: Log;
  readonly post: (input: Input) => void;
}

/** What the audit does while a gateway runs. */
export interface RunningAudit {
  /** To be called before the line stops. */
  readonly stopWatching: () => Promise<void>;
  /** To be called once the journal is closed. */
  readonly lastHead: () => Promise<void>;
}

/** Journals the clocks and publishes the heads of the journal's chain, from now on. */
export function keepAudit({ config, journal, file, clock, log, post }: AuditParts): RunningAudit {
  let stopped = false;
  const told = (input: Input): void => {
    if (!stopped) post(input);
  };
  const watch = new ClockWatch(clock, config.clock.maxDriftMicros, told);
  const heads = new HeadPublisher(config, config.headFile ?? besideJournal(file), { journal, log, post: told });
  watch.start(error => log.warn({ err: error }, 'the wall clock is not measured any more: restart to measure it again'));
  heads.start();
  const stopWatching = (): Promise<void> => {
    stopped = true;
    return watch.stop();
  };
  return { stopWatching, lastHead: () => heads.stop() };
}
