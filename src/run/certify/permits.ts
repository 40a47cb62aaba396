import type { Permit } from '../../core/learned/permit';
import { type Place, permitOf } from '../../validation/certificate/permit';
import type { ResolvedModel } from '../models/resolve';
import { UsageError } from '../usage-error';
import { examine, wrongWith } from './examine';
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

/** Says what a model may do as `role`. */
export type Permits = (model: ResolvedModel, role: string) => Permit;

/** How somebody comes to a certificate. */
export const TO_CERTIFY =
  '`sluice validate CONFIG` validates it, `sluice validate sign REPORT.json --key FILE --approver NAME` certifies it (docs/certificates.md)';

/**
 * What models may do at a gateway: on paper one without a certificate that holds is in shadow; on a real venue it is refused, with a UsageError that says what is missing. Keys
 * are read again each time, so that one that was taken out of its file counts no more.
 */
export function permitsOf({ place, trust, registry, now }: PermitParts): Permits {
  return (model, role) => {
    const examined = examine(model, { registry, keys: trustedKeys(trust), now: now() });
    const wrong = wrongWith(examined);
    if (wrong === undefined) return permitOf(examined.certificate!, examined.key!, place);
    const why =
      wrong.check === 'file'
        ? `it has no certificate: ${wrong.text}`
        : `its certificate does not hold: ${examined.file}: ${wrong.text}`;
    if (place === 'live')
      throw new UsageError(
        `models.${role}: ${model.file}: a model is not taken to a real venue without a certificate, and ${why}; ${TO_CERTIFY}, or take it out of the config`,
      );
    return { shadow: why };
  };
}
