import { useMemo } from 'preact/hooks';
import uPlot from 'uplot';
import { compact, grouped } from '../format/number';
import { timeOfDay } from '../format/time';
import { colour } from './colours';
import { Plot } from './plot';
import { type Course, trajectory } from './trajectory';

/** An order's course: planned line with its band, what was done, fills hollow where they made liquidity and full where they took it. */
export function CoursePlot({ id, look, height, course }: { id: string; look: string; height: number; course: Course }) {
  const { plan, done, fills, until } = course;
  const data = useMemo((): uPlot.AlignedData => {
    const c = trajectory({ plan, done, fills, until });
    return [c.at, c.most, c.least, c.target, c.done, c.maker, c.taker];
  }, [plan, done, fills, until]);
  const planned = plan ? 'planned trajectory, its band, ' : '';
  return (
    <Plot
      label={`${planned}quantity done and fills over time`}
      of={`${id} ${look}`}
      height={height}
      options={options}
      data={data}
    />
  );
}

const quantity = (_: uPlot, value: number | null): string => (value === null ? '–' : grouped(String(Math.round(value))));

/** The place of the takers' marks among the series. */
const TAKER = 6;

function options(): Omit<uPlot.Options, 'width' | 'height'> {
  const axis = {
    stroke: colour('muted'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  };
  const accent = colour('accent');
  return {
    cursor: { drag: { x: true, y: false }, points: { show: false } },
    legend: { live: true, markers: { width: 1.5, fill: (_, i) => (i === TAKER ? accent : 'transparent') } },
    scales: { x: { time: true } },
    axes: [
      { ...axis, size: 26, values: (_, ticks) => ticks.map(t => timeOfDay(t * 1e6)), space: 90 },
      { ...axis, size: 52, values: (_, ticks) => ticks.map(t => compact(t)) },
    ],
    series: seriesOf(accent),
    bands: [{ series: [1, 2], fill: colour('band') }],
  };
}

/** In the order of the data: time, the band's edges, planned, done, makers, takers. */
function seriesOf(accent: string): uPlot.Series[] {
  const edge = { stroke: colour('line-strong'), width: 1, points: { show: false }, value: quantity };
  const mark = (label: string, fill: string): uPlot.Series => ({
    label,
    stroke: accent,
    paths: () => null,
    points: { show: true, size: 7, width: 1.5, fill, stroke: accent },
    value: quantity,
  });
  return [
    { label: 'time', value: (_, t: number | null) => (t === null ? '–' : timeOfDay(t * 1e6)) },
    { ...edge, label: 'most' },
    { ...edge, label: 'least' },
    { label: 'planned', stroke: colour('faint'), width: 1.5, dash: [5, 4], points: { show: false }, value: quantity },
    {
      label: 'done',
      stroke: colour('ink'),
      width: 1.75,
      points: { show: false },
      value: quantity,
      paths: uPlot.paths.stepped!({ align: 1 }),
    },
    mark('maker', colour('panel')),
    mark('taker', accent),
  ];
}
