import type { Outage } from '../../../simulator/market/scenarios/scenario';
import type { Served } from '../forecast/desk';

/**
 * A model that is out of order once `begun` says so: it never answers, answers with what is no number, or fails. (`late` is a matter of the clock: the caller has every
 * answer take longer than the deadline.)
 */
export function outOfOrder(model: Served, kind: Outage['kind'], begun: () => boolean): Served {
  return {
    terms: model.terms,
    learned: model.learned,
    ask: (x, gate, done) => {
      if (kind === 'late' || !begun()) return model.ask(x, gate, done);
      if (kind === 'errors') return done({ failed: 'out of order' });
      if (kind === 'silent') return undefined;
      model.ask(x, gate, answer => done('failed' in answer ? answer : { ...answer, y: answer.y.map(() => Number.NaN) }));
    },
    close: () => model.close(),
  };
}
