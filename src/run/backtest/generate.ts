import { z } from 'zod';
import { Draws, SECOND, seedOf } from '../../../simulator/market/draws';
import { Steps } from '../../../simulator/market/instruments';
import { type InstrumentSpec, instrumentOf } from '../../core/instruments';
import { formatDecimal } from '../../core/numbers';
import type { Mistake } from '../config-file';
import { positive } from '../decimals';
import { duration } from '../duration';
import { type ParentEntry, strategyName } from './parents';

const range = <T extends z.ZodType>(of: T) => z.strictObject({ least: of, most: of });
const positiveNumber = positive.transform(Number);

/** How parents are made up: when they come, what they want, how large they are. */
export const generateSchema = z.strictObject({
  count: z.int('must be a whole number').min(1, 'must be 1 or more').max(100_000, 'must be 100000 or less'),
  from: duration.default(60 * SECOND),
  /** Mean time between two. */
  every: duration.refine(v => v >= 1000, 'must be 1ms or more').default(120 * SECOND),
  symbols: z.array(z.string().min(1)).min(1).optional(),
  sides: z.enum(['both', 'buy', 'sell'], 'must be both, buy or sell').default('both'),
  /** Quantities, or parts of the instrument's average daily volume. */
  qty: range(positive).optional(),
  ofAdv: range(positiveNumber).optional(),
  duration: range(duration),
  strategies: z.array(strategyName).min(1).default(['TWAP']),
  rate: positive.optional(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
});
export type Generator = z.infer<typeof generateSchema>;

/** What is wrong with a generator that its fields alone do not tell. */
export function generatorMistakes(g: Generator, instruments: readonly InstrumentSpec[]): Mistake[] {
  const wrong: Mistake[] = [];
  const say = (at: string[], what: string): void => void wrong.push({ at: ['generate', ...at], what });
  if ((g.qty === undefined) === (g.ofAdv === undefined)) say([], 'needs either `qty` or `ofAdv`');
  if (g.qty && Number(g.qty.most) < Number(g.qty.least)) say(['qty', 'most'], 'must not be below `least`');
  if (g.ofAdv && g.ofAdv.most < g.ofAdv.least) say(['ofAdv', 'most'], 'must not be below `least`');
  if (g.duration.most < g.duration.least) say(['duration', 'most'], 'must not be below `least`');
  for (const symbol of g.symbols ?? []) {
    if (!instruments.some(i => i.symbol === symbol)) say(['symbols'], `'${symbol}' is not among the instruments`);
  }
  const bare = g.ofAdv && instruments.find(i => (g.symbols ?? [i.symbol]).includes(i.symbol) && i.adv === undefined);
  if (bare) say(['ofAdv'], `instrument ${bare.symbol} has no \`adv\``);
  if (g.strategies.includes('POV') && g.rate === undefined) say(['rate'], 'POV needs a rate (849)');
  return wrong;
}

/**
 * Parents by seed: exponential gaps, sizes and lengths evenly by their logarithm, in whole lots. The draws of an order depend on the seed and its
 * number alone: a longer list begins with the shorter one.
 */
export function generateParents(g: Generator, instruments: readonly InstrumentSpec[], seed: number): ParentEntry[] {
  const draws = new Draws(seedOf(seed, 'parents'), 0);
  const symbols = g.symbols ?? instruments.map(i => i.symbol);
  let at = g.from;
  return Array.from({ length: g.count }, (_, n) => {
    draws.decide(n);
    if (n > 0) at += draws.wait(g.every);
    const symbol = symbols[draws.below(symbols.length)]!;
    const spec = instruments.find(i => i.symbol === symbol)!;
    const side = draws.below(2) === 0 ? 'buy' : 'sell';
    const qty = lotsText(spec, g, draws.uniform());
    const seconds = between(g.duration.least, g.duration.most, draws.uniform());
    const strategy = g.strategies[draws.below(g.strategies.length)]!;
    const windowed = strategy !== 'DMA';
    return {
      at,
      symbol,
      side: g.sides === 'both' ? side : g.sides,
      qty,
      price: undefined,
      strategy,
      tif: 'day',
      rate: windowed ? g.rate : undefined,
      id: undefined,
      parameters: windowed ? { ...g.parameters, Duration: formatDecimal(Math.round(seconds), 6) } : {},
    };
  });
}

const between = (least: number, most: number, part: number): number => least * (most / least) ** part;

/** A size as decimal text: whole lots, one at least. */
function lotsText(spec: InstrumentSpec, { qty, ofAdv }: Generator, part: number): string {
  const steps = new Steps(spec.lot);
  const { lot, adv } = instrumentOf(spec);
  const wanted = qty
    ? between(Number(qty.least), Number(qty.most), part) / Number(spec.lot)
    : (between(ofAdv!.least, ofAdv!.most, part) * adv!) / lot;
  return steps.format(Math.max(1, Math.round(wanted)));
}
