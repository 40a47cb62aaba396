import type { FitFigures, ImpactModel } from '../../core/impact/model';

export const PARAMETER_HEAD: readonly string[] = ['parameter', 'value', 'standard error', '95 % from', 'to'];

/** Fitted parameters as rows. */
export const parameterRows = ({ fit }: ImpactModel): string[][] =>
  (fit?.parameters ?? []).map(({ name, value, error, interval }) => [
    LABELS[name] ?? name,
    digits(value),
    digits(error),
    ...(interval ? interval.map(digits) : ['-', '-']),
  ]);

const LABELS: Readonly<Record<string, string>> = {
  spread: 'a (part of half the spread)',
  y: 'Y',
  delta: 'delta (exponent of size)',
  transient: 'part of the impact that fades',
  decay: 'rho (decay, per second)',
};

export const FIGURES_HEAD: readonly string[] = ['', 'orders', 'R2', 'below q50', 'below q90'];

export const figuresRow = (label: string, { orders, r2, below50, below90 }: FitFigures): string[] => [
  label,
  String(orders),
  r2.toFixed(4),
  percent(below50),
  percent(below90),
];

/** The figures of a fit as rows. */
export const figureRows = ({ fit }: ImpactModel): string[][] =>
  fit === undefined
    ? []
    : [
        figuresRow('in sample', fit.inSample),
        ...(fit.outOfSample ? [figuresRow('out of sample (last fifth of the clusters)', fit.outOfSample)] : []),
      ];

/** What a reader of the figures should know; empty where there is nothing. */
export function cautions({ fit }: ImpactModel): string[] {
  if (!fit) return [];
  const said: string[] = [];
  if (fit.outOfSample === undefined) said.push('fewer than five clusters: nothing was held back, the figures are in sample');
  if (fit.clusters < 30)
    said.push(`${fit.clusters} ${fit.clusters === 1 ? 'cluster' : 'clusters'}: the intervals are too narrow (30 at least)`);
  const untold = fit.parameters.filter(p => !p.told).map(p => p.name);
  if (untold.length > 0)
    said.push(`the orders say too little of ${untold.join(', ')}: mostly the prior, or at the end of its range`);
  return said;
}

const digits = (value: number): string => String(Number(value.toPrecision(4)));
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
