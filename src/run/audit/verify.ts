import { existsSync } from 'node:fs';
import { type Fault, headOf, type PublishedHead, toPublish } from '../../journal/chain';
import { openDatabase } from '../../journal/database';
import { verifyChain } from '../../journal/verify-chain';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { givenHeads } from './head-file';

/** What `sluice audit verify` answers. */
export interface AuditVerdict {
  readonly rows: number;
  /** Committed, and not chained yet. */
  readonly waiting: number;
  readonly head: PublishedHead;
  /** Closed orders compared with the facts; null where the chain is not whole. */
  readonly archived: number | null;
  /** Published heads compared with, and where they were read; null: none were found. */
  readonly heads: number;
  readonly headsFrom: string | null;
  readonly faults: readonly Fault[];
}

/** Verifies a journal against itself and against heads (`ID:HEX`, a file, or the one beside it). Throws UsageError where there is no such file. */
export function verifyAudit(journal: string, head: string | undefined): AuditVerdict {
  if (!existsSync(journal)) throw new UsageError(`--journal: ${journal} does not exist`);
  // before the journal: a head that is published meanwhile is then not asked for
  const { heads, mistakes, from } = givenHeads(head, journal);
  const verdict = verifyChain(journal, heads, VERSION);
  return {
    rows: verdict.rows,
    waiting: verdict.waiting,
    head: toPublish(verdict.head),
    archived: verdict.archived ?? null,
    heads: heads.length,
    headsFrom: from ?? null,
    faults: [...mistakes.map(why => ({ row: 0, why })), ...verdict.faults],
  };
}

/** The newest row of a journal's chain, with its hash. Throws UsageError where there is no journal. */
export function readHead(journal: string): PublishedHead {
  if (!existsSync(journal)) throw new UsageError(`--journal: ${journal} does not exist`);
  const db = openDatabase(journal, { durability: 'process', readonly: true });
  try {
    return toPublish(headOf(db));
  } finally {
    db.close();
  }
}
