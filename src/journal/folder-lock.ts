import Database from 'better-sqlite3';

/** Held here as well: a lock that nobody refers to any more would be closed with its collection. */
const held = new Set<Database.Database>();

/**
 * Takes a lock file (made where it is missing) for as long as this process lives, or until what is returned is called. It is the kernel that
 * holds it, so a process that was killed leaves nothing to clear away. Undefined where another holds it; throws where the file cannot be opened.
 */
export function holdLock(file: string): (() => void) | undefined {
  const db = new Database(file, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined;
    throw new Error(`${file} cannot be locked: ${(error as Error).message}`);
  }
  held.add(db);
  return () => {
    held.delete(db);
    db.close();
  };
}
