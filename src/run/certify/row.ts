import { Registry } from '../../inference/registry/registry';
import { examine, wrongWith } from './examine';
import { keptTrust, trustedKeys } from './trust';

/** A model's certificate as it is listed. */
export interface CertificateRow {
  /** `wrong`: there is one, and it does not hold. */
  readonly state: 'none' | 'holds' | 'wrong';
  /** What it says; null where there is none that can be read. */
  readonly verdict: 'pass' | 'inconclusive' | null;
  readonly venue: 'simulator' | 'live' | null;
  readonly approver: string | null;
  /** ISO 8601. */
  readonly expires: string | null;
  /** What is wrong with it. */
  readonly why: string | null;
}

/** What a registry has of a model's certificate, by the keys that its gateway trusts. `now`: ms since the epoch. */
export function certificateRow(dir: string, hash: string, now: number): CertificateRow {
  const keys = trustedKeys(keptTrust(dir));
  const examined = examine({ hash, file: new Registry(dir).path(hash, 'onnx') }, { registry: dir, keys, now });
  const wrong = wrongWith(examined);
  const { verdict = null, scope, approver = null, expires = null } = examined.certificate ?? {};
  const state = wrong === undefined ? 'holds' : wrong.check === 'file' ? 'none' : 'wrong';
  return { state, verdict, venue: scope?.venue ?? null, approver, expires, why: state === 'wrong' ? wrong!.text : null };
}

/** The same in a cell: `simulator until 2026-04-05`, `shadow until ...`, `does not hold`, `none`. */
export function certificateCell({ state, verdict, venue, expires }: CertificateRow): string {
  if (state !== 'holds') return state === 'none' ? 'none' : 'does not hold';
  return `${verdict === 'pass' ? venue : 'shadow'} until ${expires!.slice(0, 10)}`;
}
