/**
 * One row a batch: what one drain of the mailbox decided, and the bytes and numbers that go with it, in one insert and so one transaction.
 * turns    JSON array of {seq, at, facts}
 * numbers  JSON object: session -> [nextIn, nextOut, generation] as they stand after the batch; '' where none changed
 * runs     JSON array of [session, generation, first, last, length]: how `wire` is cut; '' where nothing was sent
 * wire     the bytes as sent, run after run
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batch (
  id INTEGER PRIMARY KEY,
  turns TEXT NOT NULL,
  numbers TEXT NOT NULL,
  runs TEXT NOT NULL,
  wire BLOB
);
CREATE VIEW IF NOT EXISTS fact AS
  SELECT b.id AS batch, t.value ->> 'seq' AS seq, t.value ->> 'at' AS at, f.value ->> 'type' AS type, f.value AS fact
  FROM batch b, json_each(b.turns) t, json_each(t.value, '$.facts') f;
`;

/** Raised when the shape above changes. */
export const SCHEMA_VERSION = 1;
