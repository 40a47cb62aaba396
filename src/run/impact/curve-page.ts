import { svgOf } from '../plot/plot';
import { htmlOf } from '../rules/html';
import { figure, type Section, table, text } from '../rules/page';
import { type CurvePoint, HORIZONS, type ImpactCurve } from './curve';

export const CURVE_HEAD: readonly string[] = [
  'size over touch',
  'seconds',
  'trades',
  'mean size',
  'move, bps',
  '95 % from',
  'to',
];

/** The points of a curve as rows, a bucket and horizon each. */
export const curveRows = ({ points }: ImpactCurve): string[][] =>
  points.map(p => [
    p.bucket,
    String(p.seconds),
    String(p.trades),
    p.ratio.toFixed(2),
    p.mean.toFixed(3),
    ...[p.low, p.high].map(v => (Number.isNaN(v) ? '-' : v.toFixed(3))),
  ]);

/** The curves as one HTML file that loads nothing. */
export function curvePage(curves: readonly ImpactCurve[]): string {
  return htmlOf({
    title: 'Immediate impact of trades',
    blocks: [
      text(
        'How far the mid moved with a trade: from just before it to 1, 10 and 60 seconds after, by the size of the trade over the quantity at the touch that it took from. Above 0: up after a buyer took, down after a seller.',
      ),
      text(
        'The intervals hold 95 %, by a bootstrap over blocks of five minutes. A day is a description, not a law: trades follow trades of their own sign, so that a move after a trade is not all of its making.',
      ),
    ],
    sections: curves.map(section),
  });
}

const section = (curve: ImpactCurve): Section => ({
  title: curve.name,
  blocks: [
    figure(
      svgOf({
        title: `Immediate impact, ${curve.name}`,
        x: 'size over the quantity at the touch',
        y: 'move of the mid, bps',
        logX: true,
        series: HORIZONS.map(seconds => {
          const points = curve.points.filter(p => p.seconds === seconds);
          return {
            name: `${seconds} s`,
            dots: true,
            points: points.map(p => [p.ratio, p.mean] as const),
            error: points.map(half),
          };
        }),
      }),
      `${curve.trades} trades; ${curve.leftOut} were left out, for there was no two-sided quote before them. Bars: half the width of the interval either way.`,
    ),
    table(CURVE_HEAD, curveRows(curve)),
  ],
});

const half = ({ low, high }: CurvePoint): number => (Number.isNaN(low) ? 0 : (high - low) / 2);
