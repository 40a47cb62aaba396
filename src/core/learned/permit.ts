import type { Micros } from '../numbers';

/** What a certificate lets a model do, as the journal keeps it: decisions go by this, whatever becomes of the file. */
export interface CertifiedWithin {
  /** SHA-256 of the certificate's file, in hex. */
  readonly certificate: string;
  readonly approver: string;
  /** After this moment it lets the model do nothing. */
  readonly expires: Micros;
  /** `*`: all. */
  readonly symbols: readonly string[];
  /** Largest order, shares or contracts. */
  readonly maxQty: number;
  /** Widest Band, a part of OrderQty, and longest window of a plan, seconds. */
  readonly maxBand: number;
  readonly maxWindow: number;
  /** Names of regimes, as core/adaptive/standing.ts reads them; `*`: all. */
  readonly regimes: readonly string[];
}

/** What a model may do at this gateway (docs/certificates.md). */
export interface Permit {
  /** Why it decides in shadow: what it says is told, and the baseline is done. Absent: it acts, within what follows. */
  readonly shadow?: string | undefined;
  /** Absent where it has no certificate that holds. */
  readonly within?: CertifiedWithin | undefined;
}
