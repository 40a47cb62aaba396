import { z } from 'zod';

/** Five years, the longest of them: how long RTS 6 article 28(3) has order records kept. */
const FIVE_YEARS = 1827;

/** `audit:` of a config. */
export const auditSchema = z.strictObject({
  headFile: z.string().min(1).optional(),
  webhook: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  everyMinutes: z.number().int().min(1).max(1440).default(60),
  retentionDays: z.number().int().min(1).default(FIVE_YEARS),
  clock: z.strictObject({ maxDriftMicros: z.number().int().min(1).default(1000) }).default({ maxDriftMicros: 1000 }),
});

/** How the journal is made provable from outside it. */
export interface AuditConfig {
  /** Heads of the hash chain are added to this file, a line each; undefined: to audit-heads.jsonl in the data folder. */
  readonly headFile?: string | undefined;
  /** Heads are posted here as JSON. It may carry a secret: never told in a log or a fact. */
  readonly webhook?: string | undefined;
  readonly everyMinutes: number;
  /** How long the journal is to be kept; nothing is deleted by this program. */
  readonly retentionDays: number;
  readonly clock: {
    /** How far the wall clock may move against the monotonic clock within a minute. */
    readonly maxDriftMicros: number;
  };
}

/** What holds without a config. */
export const AUDIT: AuditConfig = auditSchema.parse({});
