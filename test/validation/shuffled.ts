import { Chance } from '../../src/training/impact/chance';
import type { Fold } from '../../src/validation/stats/splits';

/** The bad example: rows dealt to folds by chance, so that nearly each row tested has neighbours that are trained on. */
export function shuffledKFold(rows: number, folds: number, seed: number): Fold[] {
  const chance = new Chance('shuffled', seed);
  const order = Array.from({ length: rows }, (_, row) => row);
  for (let n = rows - 1; n > 0; n--) {
    const other = Math.floor(chance.between(0, n + 1));
    [order[n], order[other]] = [order[other]!, order[n]!];
  }
  return Array.from({ length: folds }, (_, fold) => ({
    train: order.filter((_, n) => n % folds !== fold),
    test: order.filter((_, n) => n % folds === fold),
    purged: 0,
  }));
}
