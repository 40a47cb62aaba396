import { exponentialImpact, type ImpactModel, type ImpactTerms, powerLawImpact } from './propagator';

export const IMPACT_FORM = 'exp:UNIT:PERMANENT:TRANSIENT:HALFLIFE or power:UNIT:PERMANENT:TRANSIENT:SCALE:DECAY[:EXPONENT]';

const SECOND = 1_000_000;

/**
 * Reads an impact model: `exp:500:0.2:2:30` (an order of 500 lots moves the price by 0.2 ticks for ever and by 2 that fade by half every 30 s), or
 * `power:500:0.2:2:5:0.5` (that fade as (1 + t / 5 s)^-0.5, with the exponent of the size at the end, 1 where it is left out).
 * Throws an Error that says what would pass.
 */
export function impactOf(text: string): ImpactModel {
  const [kind, ...parts] = text.split(':');
  const numbers = parts.map(part => (/^\d+(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
  const [unit = 0, permanent = 0, transient = 0, time = 0, decay = 0, exponent = 1] = numbers;
  const terms: ImpactTerms = { unit, permanent, transient, exponent };
  const complete = numbers.every(Number.isFinite);
  if (kind === 'exp' && numbers.length === 4 && complete) return exponentialImpact(terms, time * SECOND);
  if (kind === 'power' && (numbers.length === 5 || numbers.length === 6) && complete)
    return powerLawImpact(terms, time * SECOND, decay);
  throw new Error(`'${text}' is not ${IMPACT_FORM}`);
}
