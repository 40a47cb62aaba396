import type { CertifiedWithin, Permit } from '../../core/learned/permit';
import type { Micros } from '../../core/numbers';
import { type Certificate, certificateText, sha256 } from './certificate';
import type { TrustedKey } from './keys';

/** Where a gateway trades: with the simulator inside, or with anybody else. */
export type Place = Certificate['scope']['venue'];

/** What a certificate that holds lets its model do at a gateway of that place. `key`: who signed it. */
export function permitOf(certificate: Certificate, key: TrustedKey, place: Place): Permit {
  const shadow = certificate.verdict === 'pass' ? liveDoubt(certificate, key, place) : INCONCLUSIVE;
  return { ...(shadow !== undefined && { shadow }), within: withinOf(certificate) };
}

const INCONCLUSIVE = 'its validation was inconclusive';

/** Why a model that passed does not act on a real venue all the same. */
function liveDoubt({ scope, externalEvidence }: Certificate, { kind }: TrustedKey, place: Place): string | undefined {
  if (place === 'simulator') return undefined;
  if (kind === 'project') return "it was certified by the project's own key, which is for the simulator only";
  if (scope.venue === 'simulator') return 'its certificate is for the simulator only';
  return externalEvidence
    ? undefined
    : 'its validation has no evidence from outside of the simulator (fills of a drop copy, or of a real venue)';
}

function withinOf(certificate: Certificate): CertifiedWithin {
  const { approver, expires, scope } = certificate;
  const { symbols, maxQty, maxBand, maxWindow, regimes } = scope;
  const hash = sha256(certificateText(certificate));
  return { certificate: hash, approver, expires: microsOf(expires), symbols, maxQty, maxBand, maxWindow, regimes };
}

/** A time of a certificate as microseconds since the epoch. */
export const microsOf = (iso: string): Micros => Date.parse(iso) * 1000;
