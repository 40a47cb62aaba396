import type { ImpactLaw } from '../../../simulator/market/facts/impact';

export const LAW_HEAD: readonly string[] = [
  'usual orders',
  'minutes',
  'impact, bps',
  '95 % within',
  'left after as long',
  'after twice as long',
];

/** A law of impact as rows: a metaorder a row. */
export const lawTable = (law: ImpactLaw): string[][] =>
  law.impacts.map(i => [
    String(i.units),
    String(i.minutes),
    i.peak.toFixed(2),
    `± ${i.error.toFixed(2)}`,
    percent(i.after[0] / i.peak),
    percent(i.after[1] / i.peak),
  ]);

/** The exponent with its interval, as a sentence. */
export const lawLine = (law: ImpactLaw): string =>
  `exponent ${law.exponent.toFixed(3)}, 95 % from ${law.interval[0].toFixed(3)} to ${law.interval[1].toFixed(3)}`;

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
