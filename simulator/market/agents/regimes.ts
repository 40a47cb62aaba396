import type { Climate } from './climate';

/** The climate of a usual stock on a usual day; every other regime says what it does otherwise. */
const CALM: Climate = {
  volatility: 0.4,
  drift: 0,
  newsEvery: 900,
  newsSize: 5,
  spread: 2,
  size: 1,
  noiseEvery: 9,
  sliceEvery: 8,
  splitting: 0.5,
  herding: 0.1,
  impact: 0.4,
  buyers: 0.5,
};

/** Named climates. */
export const REGIMES = {
  calm: CALM,
  volatile: {
    ...CALM,
    volatility: 1.6,
    newsEvery: 120,
    newsSize: 8,
    spread: 4,
    size: 0.7,
    noiseEvery: 6,
    sliceEvery: 6,
    herding: 0.3,
    impact: 0.8,
  },
  trending: { ...CALM, volatility: 0.6, drift: 2, herding: 0.5, buyers: 0.58, sliceEvery: 6 },
  crash: {
    ...CALM,
    volatility: 2.5,
    drift: -12,
    newsEvery: 60,
    newsSize: 12,
    spread: 8,
    size: 0.4,
    noiseEvery: 3,
    sliceEvery: 4,
    herding: 0.8,
    impact: 1.2,
    buyers: 0.38,
  },
  thin: { ...CALM, volatility: 0.6, spread: 8, size: 0.3, noiseEvery: 36, sliceEvery: 35, impact: 1.2 },
  auction: { ...CALM, volatility: 0.8, spread: 3, size: 2.5, noiseEvery: 2.5, sliceEvery: 3, herding: 0.05, impact: 0.4 },
} as const satisfies Record<string, Climate>;

export type RegimeName = keyof typeof REGIMES;

export const REGIME_NAMES = Object.keys(REGIMES) as RegimeName[];

export const isRegime = (name: string): name is RegimeName => Object.hasOwn(REGIMES, name);

/** How a regime ends when regimes switch by themselves: mean seconds it lasts, and what may follow, equally likely each. */
export const CHANGES: Readonly<Record<RegimeName, { readonly lasts: number; readonly next: readonly RegimeName[] }>> = {
  calm: { lasts: 1800, next: ['calm', 'trending', 'volatile', 'thin'] },
  volatile: { lasts: 600, next: ['calm', 'calm', 'trending', 'crash'] },
  trending: { lasts: 900, next: ['calm', 'calm', 'volatile'] },
  crash: { lasts: 180, next: ['volatile'] },
  thin: { lasts: 900, next: ['calm'] },
  auction: { lasts: 300, next: ['calm'] },
};
