import type { FitFigures, ImpactModel } from '../../core/impact/model';
import { figuresOf } from '../../training/impact/calibrate';
import { fitImpact } from '../../training/impact/fit';
import { SHAPES, type ShapeName } from '../../training/impact/law';
import { type Metaorder, withEarlier } from '../../training/impact/metaorder';
import { type OnlineY, updateY } from '../../training/impact/online';
import { UsageError } from '../usage-error';
import type { MetaorderFile } from './metaorders-file';

/** With fewer orders nothing is said about five parameters. */
const LEAST = 30;

/** The factors of g that a user named. Throws UsageError for one that there is not. */
export function shapesOf(named: readonly string[]): ShapeName[] {
  const known: readonly string[] = SHAPES;
  for (const name of named) if (!known.includes(name)) throw new UsageError(`--with: '${name}' is none of ${SHAPES.join(', ')}`);
  return SHAPES.filter(s => named.includes(s));
}

interface Naming {
  readonly name: string;
  readonly source: string;
  readonly seed: number;
}

/** Fits a model. Throws UsageError where there are too few orders, or a factor was asked for that no order tells of. */
export function fitTo(
  { orders, synthetic }: MetaorderFile,
  options: Naming & { readonly prior: ImpactModel; readonly shapes: readonly ShapeName[] },
): ImpactModel {
  if (orders.length < LEAST) throw new UsageError(`INPUT: ${orders.length} orders are too few to fit to: ${LEAST} at least`);
  const { shapes } = options;
  if (shapes.includes('depth') && orders.every(o => o.query.depth === undefined))
    throw new UsageError('--with: depth needs the column touchQuantity');
  if (shapes.includes('regime') && orders.every(o => o.query.regime === undefined))
    throw new UsageError('--with: regime needs the column regime');
  return fitImpact(orders, { ...options, synthetic });
}

/** Moves Y by orders as they came. */
export function updatedBy(
  model: ImpactModel,
  { orders, synthetic }: MetaorderFile,
  { name, source }: Naming,
): { readonly model: ImpactModel; readonly online: OnlineY } {
  if (orders.length === 0) throw new UsageError('INPUT: there is no order in it');
  const inTime = [...orders].sort(
    (a, b) =>
      a.cluster.localeCompare(b.cluster, 'en', { numeric: true }) || a.start + a.query.duration - b.start - b.query.duration,
  );
  const online = updateY(model, inTime);
  const { fit: _fit, ...kept } = model;
  return {
    model: { ...kept, y: online.y, name, source: `${model.name}, Y moved by ${source}`, synthetic: model.synthetic || synthetic },
    online,
  };
}

/** How a model does on orders. */
export const figuresOn = (model: ImpactModel, orders: readonly Metaorder[]): FitFigures =>
  figuresOf(
    model,
    withEarlier(orders, model),
    orders.map(o => o.cost),
  );
