import { useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';

export interface PlotParts {
  readonly label: string;
  readonly height: number;
  /** Made anew where it changes: another order, another theme. */
  readonly of: string;
  readonly options: () => Omit<uPlot.Options, 'width' | 'height'>;
  readonly data: uPlot.AlignedData;
}

/** A plot as wide as its place. Data are put into the plot that is there; only another `of` makes a new one. */
export function Plot({ label, height, of, options, data }: PlotParts) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  useLayoutEffect(() => {
    const element = place.current!;
    const made = new uPlot({ ...options(), width: element.clientWidth, height }, data, element);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
    };
  }, [of, height]);
  useLayoutEffect(() => plot.current?.setData(data), [data]);
  return <div ref={place} class="plot" role="img" aria-label={label} />;
}
