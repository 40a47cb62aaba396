import { existsSync } from 'node:fs';
import { holdLock } from '../../journal/folder-lock';
import { type Upgraded, upgradeJournal } from '../../journal/upgrade';
import { dataFolder } from '../data-folder';
import { UsageError } from '../usage-error';

/** Brings the journal of a data folder to this version's schema, holding its lock. Throws a UsageError where there is none, or a gateway runs on it. */
export function upgrade(data: string): Upgraded {
  if (!existsSync(data)) throw new UsageError(`--data: ${data} does not exist: name a gateway's data folder`);
  const { dir, journal, lock } = dataFolder(data);
  if (!existsSync(journal)) throw new UsageError(`--data: ${dir} has no journal.db`);
  const unlock = holdLock(lock);
  if (!unlock) throw new UsageError(`a gateway runs on this data folder (${dir}): stop it first`);
  try {
    return upgradeJournal(journal);
  } finally {
    unlock();
  }
}
