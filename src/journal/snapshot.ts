import { closeSync, copyFileSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3';
import { syncFolder } from './commit-log';
import { openDatabase } from './database';
import { readCommitLog } from './read-commit-log';

/** Copies what a database holds at one moment into a new file, on the disk when it returns. Writers go on meanwhile. */
export function copyDatabase(db: Database.Database, to: string): void {
  db.prepare('VACUUM INTO ?').run(to);
  synced(to);
}

/**
 * Copies a journal (the database and its commit log) into a folder, under the same names; a gateway may write to it meanwhile. Everything that was committed when it
 * began is in the copy. Throws an Error that names the file where it is not a journal of this version.
 */
export function copyJournal(file: string, folder: string): void {
  const commits = `${file}-commits`;
  // the log first: a batch that moves into the database meanwhile is then copied twice, never missed
  if (existsSync(commits)) copyCommits(commits, join(folder, basename(commits)));
  const db = openDatabase(file, { durability: 'process', readonly: true });
  try {
    copyDatabase(db, join(folder, basename(file)));
  } finally {
    db.close();
  }
  syncFolder(folder);
}

/** How often a commit log is copied again that a writer emptied, and filled again, while it was copied. */
const TRIES = 20;

function copyCommits(from: string, to: string): void {
  for (let left = TRIES; ; left--) {
    copyFileSync(from, to);
    try {
      readCommitLog(to);
      break;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
  synced(to);
}

function synced(file: string): void {
  const fd = openSync(file, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
