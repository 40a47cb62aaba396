import type { Permit } from '../../core/learned/permit';
import type { TrustedKey } from '../../validation/certificate/keys';
import { type Place, permitOf } from '../../validation/certificate/permit';
import { UsageError } from '../usage-error';
import { type CertifiedModel, examine, wrongWith } from './examine';
import { trustedKeys } from './trust';

/** What the models of a gateway are certified by, and for. */
export interface PermitParts {
  readonly place: Place;
  /** Files of public keys (`models.trust`). */
  readonly trust: readonly string[];
  /** Folder of the registry. */
  readonly registry: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Something that is done to a role while a gateway runs. */
export interface RoleChange {
  readonly act: 'promote' | 'rollback';
  readonly role: string;
}

/** Says what a model may do as `role`; `change`: why that is asked, absent at a start. */
export type Permits = (model: CertifiedModel, role: string, change?: RoleChange) => Permit;

/** How somebody comes to a certificate. */
export const TO_CERTIFY =
  '`sluice validate CONFIG` validates it, `sluice validate sign REPORT.json --key FILE --approver NAME` certifies it (docs/certificates.md)';

/**
 * What models may do at a gateway: one without a certificate that holds is in shadow. On a real venue a start refuses it, unless time alone is wrong with it: somebody must manage
 * the orders that work. There a promotion refuses the model that is promoted, and a rollback, which makes things safer, none. A refusal is a UsageError that says what is missing. Keys
 * are read again each time, so that one that was taken out of its file counts no more.
 */
export function permitsOf({ place, trust, registry, now }: PermitParts): Permits {
  return (model, role, change) => {
    const keys = keysFor(trust, change);
    if (typeof keys === 'string') return { shadow: keys };
    const examined = examine(model, { registry, keys, now: now() });
    const wrong = wrongWith(examined);
    const found = examined.key && examined.certificate ? permitOf(examined.certificate, examined.key, place) : {};
    if (wrong === undefined) return found;
    const why =
      wrong.check === 'file'
        ? `it has no certificate: ${wrong.text}`
        : `its certificate does not hold: ${examined.file}: ${wrong.text}`;
    // time is looked at last: what is wrong first is wrong alone
    const overdue = wrong.check === 'time';
    const refused = change ? change.act === 'promote' && change.role === role : !overdue;
    if (place === 'live' && refused)
      throw new UsageError(
        `models.${role}: ${model.file}: a model is not taken to a real venue without a certificate, and ${why}; ${TO_CERTIFY}, or take it out of the config`,
      );
    return { ...(overdue && found), shadow: why };
  };
}

/** The keys that count; for a rollback, which is not refused, why there are none. */
function keysFor(trust: readonly string[], change: RoleChange | undefined): TrustedKey[] | string {
  try {
    return trustedKeys(trust);
  } catch (error) {
    if (change?.act !== 'rollback' || !(error instanceof UsageError)) throw error;
    return `no certificate can be looked at: ${error.message}`;
  }
}
