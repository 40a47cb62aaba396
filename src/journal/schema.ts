/**
 * One row a batch: what one drain of the mailbox decided, and the bytes and numbers that go with it, in one insert and so one transaction.
 * turns    JSON array of {seq, at, facts}
 * numbers  JSON object: session -> [nextIn, nextOut, generation, createdAt where it has a schedule] as they stand after the batch; '' where none changed
 * runs     JSON array of [session, generation, first, last, length]: how `wire` is cut; '' where nothing was sent
 * wire     the bytes as sent, run after run
 * hash     SHA-256 of the row before and of this row (`chain.ts`)
 * closed_order, closed_key: orders that left the books (`core/order/archive.ts`) and the names they may still be asked for; meta `archived`: up to
 *          which turn they are all there
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (
  id INTEGER PRIMARY KEY,
  turns TEXT NOT NULL,
  numbers TEXT NOT NULL,
  runs TEXT NOT NULL,
  wire BLOB,
  hash BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS closed_order (parent TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS closed_key (key TEXT PRIMARY KEY, parent TEXT NOT NULL) WITHOUT ROWID;
CREATE VIEW IF NOT EXISTS fact AS
  SELECT b.id AS batch, t.value ->> 'seq' AS seq, t.value ->> 'at' AS at, f.value ->> 'type' AS type, f.value AS fact
  FROM batch b, json_each(b.turns) t, json_each(t.value, '$.facts') f;
`;

/** Raised when the shape above changes. */
export const SCHEMA_VERSION = 2;
