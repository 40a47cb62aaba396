import { type Curves, curvesOf } from '../../../simulator/market/facts/facts';
import type { ImpactLaw } from '../../../simulator/market/facts/impact';
import type { Recording } from '../../../simulator/market/facts/recording';
import { type Plot, type Series, svgOf } from '../plot/plot';
import { htmlOf } from '../rules/html';
import { type Block, figure, type Section, table, text } from '../rules/page';
import type { Laws } from './describe';
import { LAW_HEAD, lawLine, lawTable } from './laws-table';
import { factTable } from './rows';

interface Column {
  readonly name: string;
  readonly curves: Curves;
}

/** More lines in a plot than this cannot be told apart; the table has them all. */
const PLOTTED = 5;

/** The report as one HTML file that loads nothing. */
export function describePage(of: readonly Recording[], how: string, found?: Laws): string {
  const columns = of.map(r => ({ name: r.name, curves: curvesOf(r) }));
  return htmlOf({
    title: 'The market of the simulator, described',
    blocks: [text(how)],
    sections: [
      { title: 'Facts', blocks: [table(['fact', ...of.map(r => r.name)], factTable(of)), text(NOTES)] },
      { title: 'Curves', blocks: plots(columns.slice(0, PLOTTED)) },
      ...(found ? [impactSection(found)] : []),
    ],
  });
}

const NOTES =
  'Spread and depth are weighted by time. Returns are those of the mid. A trade is all that one order took at one time. Signs of trades without one come from the quotes (Lee and Ready, 1991). A dash: too little to tell.';

function plots(columns: readonly Column[]): Block[] {
  const lines = (points: (curves: Curves) => Series['points']): Series[] =>
    columns.map(({ name, curves }) => ({ name, points: points(curves) }));
  const lags = (values: readonly number[]): Series['points'] => values.map((v, i) => [i + 1, v]);
  return [
    figure(
      svgOf({ title: 'Price', x: 'minutes', y: 'bps from the first', series: lines(c => c.path.map((v, i) => [i / 6, v])) }),
      'The mid, each ten seconds.',
    ),
    figure(
      svgOf({
        title: 'Tails of returns',
        x: 'size of a ten-second return, standard deviations',
        y: 'share that is larger',
        logY: true,
        series: [...lines(c => tailOf(c.returns)), NORMAL],
      }),
      'How often a return is larger than so many standard deviations. Fat tails lie above the normal one.',
    ),
    figure(
      svgOf({ title: 'Returns', x: 'lag, ten seconds each', y: 'autocorrelation', series: lines(c => lags(c.returnAcf)) }),
      'Autocorrelation of returns: near nothing, or the past would pay.',
    ),
    figure(
      svgOf({ title: 'Absolute returns', x: 'lag, ten seconds each', y: 'autocorrelation', series: lines(c => lags(c.absAcf)) }),
      'Autocorrelation of absolute returns: above nothing for long, as calm follows calm and storm storm.',
    ),
    figure(
      svgOf({
        title: 'Signs of trades',
        x: 'lag, trades',
        y: 'autocorrelation',
        logX: true,
        logY: true,
        series: lines(c => lags(c.signAcf)),
      }),
      'Autocorrelation of the signs of trades: a straight line here is a power law.',
    ),
  ];
}

/** Share of the values whose size is above each of 0, 0.25, 0.5 ... standard deviations, as far as there are any. */
function tailOf(values: readonly number[]): [number, number][] {
  const sizes = values.map(Math.abs);
  return Array.from({ length: 41 }, (_, i) => i / 4)
    .map((x): [number, number] => [x, sizes.filter(size => size > x).length / sizes.length])
    .filter(([, share]) => share > 0);
}

/** Share of a normal law beyond x standard deviations on either side, by adding up its density. */
function normalTail(x: number): number {
  let within = 0;
  for (let at = 0.0025; at < x; at += 0.005) within += Math.exp((-at * at) / 2) * 0.005;
  return 1 - within * Math.sqrt(2 / Math.PI);
}

const NORMAL: Series = { name: 'normal', points: Array.from({ length: 16 }, (_, i) => [i / 4, normalTail(i / 4)]) };

function impactSection({ seeds, bySize, byLength }: Laws): Section {
  const law = (title: string, about: string, of: ImpactLaw): Section => ({
    title,
    blocks: [
      text(`${about} Mean of ${seeds} seeds, each with the order less the same seed without it: ${lawLine(of)}.`),
      table(LAW_HEAD, lawTable(of)),
      figure(
        svgOf(lawPlot(title, of)),
        'Impact at the end of each metaorder, with its 95 % interval; both axes are logarithmic.',
      ),
      figure(svgOf(pathPlot(of)), 'The price while each metaorder runs (up to 1) and after it; mean.'),
    ],
  });
  return {
    title: 'Impact of a metaorder',
    blocks: [],
    sections: [
      law('By size', 'Sizes that double, each over 20 minutes, a slice each ten seconds.', bySize),
      law('By length', 'One pace, 6 usual orders a minute, for longer and longer.', byLength),
    ],
  };
}

const lawPlot = (title: string, law: ImpactLaw): Plot => ({
  title,
  x: 'size, usual orders',
  y: 'bps',
  logX: true,
  logY: true,
  series: [{ name: 'impact', dots: true, points: law.impacts.map(i => [i.units, i.peak]), error: law.impacts.map(i => i.error) }],
});

const pathPlot = (law: ImpactLaw): Plot => ({
  title: 'Path',
  x: 'time, durations of the metaorder',
  y: 'bps',
  series: law.impacts.map(i => ({
    name: `${i.units}, ${i.minutes} min`,
    points: [[0, 0], ...i.path.map((v, tenth): [number, number] => [(tenth + 1) / 10, v])],
  })),
});
