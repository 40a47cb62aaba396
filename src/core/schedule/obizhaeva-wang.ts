import { obizhaevaWangCurve } from './curves/obizhaeva-wang';
import { curveLook } from './progress';
import type { Schedule } from './schedule';

/** Half-life of the order's own push where none was given: five minutes (us). A guess that the strategy's page owns up to. */
const HALF_LIFE = 300_000_000;

/** Static Obizhaeva-Wang: blocks at both ends, equal slices between, by how fast the book recovers. */
export const obizhaevaWang: Schedule = {
  slots: 'listed',
  plan: ({ given, edges, trading }) => {
    const slots = edges.length - 1;
    const halfLife = given.Resilience ?? HALF_LIFE;
    const decay = (Math.LN2 * trading) / slots / halfLife;
    const basis = `Obizhaeva-Wang, half-life ${halfLife / 1e6} s${given.Resilience === undefined ? ' (a guess)' : ''}`;
    return { curve: obizhaevaWangCurve(slots, decay), band: given.Band, basis };
  },
  look: (parent, plan, _books, at) => curveLook(parent, plan, at, 'weigh'),
};
