import type { ModelsInForce } from '../../core/facts';
import type { CertifiedWithin, Permit } from '../../core/learned/permit';
import { MODEL_ROLES } from '../../inference/registry/entry';
import { TO_CERTIFY } from './permits';

const DAY_MS = 86_400_000;
/** A certificate that ends within so many days is warned of. */
const NEAR_DAYS = 14;

/** What each model in force may do, for who starts a gateway: a line each, and one where its certificate ends soon. `now`: ms since the epoch. */
export function permitLines(inForce: ModelsInForce, now: number): string[] {
  if (inForce.mode !== 'certified') return inForce.mode === 'acts' ? [UNCERTIFIED] : [];
  return MODEL_ROLES.flatMap(role => {
    const terms = inForce[role];
    if (!terms) return [];
    const who = `${terms.name} (${terms.hash.slice(0, 8)})`;
    const ends = endText(terms.permit, now);
    const standing = `models: ${who} ${permitText(terms.permit)}`;
    return ends === undefined ? [standing] : [standing, `models: WARNING: the certificate of ${who} ${ends}`];
  });
}

const UNCERTIFIED =
  'models: UNCERTIFIED: models.uncertified is `acts`: on paper they act whatever their certificates say; what they do here is no evidence for anything';

/** What a model may do, and where it is in shadow why, and what to do. */
export function permitText({ shadow, within }: Permit = {}): string {
  if (shadow === undefined && within) return `acts, certified by ${within.approver}: ${withinText(within)}`;
  const todo = within ? '' : `; ${TO_CERTIFY}; on paper \`models.uncertified: acts\` lets it act without one`;
  return `is in shadow, told and not done: ${shadow ?? 'it has no certificate'}${todo}`;
}

/** The bounds of a certificate in words. */
export function withinText({
  symbols,
  maxQty,
  maxBand,
  maxWindow,
  regimes,
  expires,
}: Omit<CertifiedWithin, 'certificate' | 'approver'>): string {
  const of = (names: readonly string[], every: string): string => (names.includes('*') ? every : names.join(', '));
  return `${of(symbols, 'any symbol')}; orders of at most ${maxQty}, Band ${maxBand} and ${maxWindow} s; ${of(regimes, 'any regime')}; until ${new Date(expires / 1000).toISOString()}`;
}

const dayOf = ({ expires }: CertifiedWithin): string => new Date(expires / 1000).toISOString().slice(0, 10);

/** `ends in 9 days: ...` where a certificate ends soon, or has ended; undefined where not. */
export function endText({ within }: Permit = {}, now: number): string | undefined {
  const days = within ? (within.expires / 1000 - now) / DAY_MS : Number.POSITIVE_INFINITY;
  if (days < 0) return `HAS ENDED (${dayOf(within!)}): orders go by their baselines until it is validated and certified anew`;
  return days > NEAR_DAYS ? undefined : `ends in ${Math.ceil(days)} days: validate it again before`;
}
