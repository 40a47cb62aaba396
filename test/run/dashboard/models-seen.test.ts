import type { Books } from '../../../src/core/books';
import { ModelsSeen } from '../../../src/run/dashboard/models-seen';

type InForce = NonNullable<Books['learning']['inForce']>;

/** Books in which one predictor is in force. */
const booksWith = (mode: InForce['mode'], permit?: object): Books =>
  ({
    learning: { inForce: { mode, predictor: { hash: 'a1', name: 'default', permit } }, watchOf: () => undefined },
  }) as unknown as Books;

test('a model is told to be in shadow wherever it decides nothing', () => {
  const shadow = (mode: InForce['mode'], permit?: object): boolean | undefined =>
    new ModelsSeen().read(booksWith(mode, permit)).inForce[0]?.shadow;
  expect([
    shadow('shadow'),
    shadow('certified'),
    shadow('certified', { shadow: 'it has no certificate' }),
    shadow('certified', { within: {} }),
    shadow('acts'),
  ]).toEqual([true, true, true, false, false]);
});
