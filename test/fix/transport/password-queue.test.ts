import { MOST_CHECKS, MOST_CHECKS_OF_ONE } from '../../../src/fix/transport/limits';
import { PasswordQueue } from '../../../src/fix/transport/password-queue';

test('checks run one after another, one that throws is false, and the places of those that are done are free again', async () => {
  const queue = new PasswordQueue();
  let running = 0;
  let most = 0;
  const check = (n: number) => async () => {
    most = Math.max(most, ++running);
    await new Promise(resolve => setImmediate(resolve));
    running--;
    if (n === 1) throw new Error('no thread');
    return n % 2 === 0;
  };
  const first = await Promise.all(Array.from({ length: MOST_CHECKS_OF_ONE }, (_, n) => queue.add('a', check(n))));
  const again = await Promise.all(Array.from({ length: MOST_CHECKS_OF_ONE }, (_, n) => queue.add('a', check(n))));
  const evens = Array.from({ length: MOST_CHECKS_OF_ONE }, (_, n) => n % 2 === 0);
  expect([most, first, again]).toEqual([1, evens, evens]);
});

test('what waits is bounded for one address, and in all', () => {
  const queue = new PasswordQueue();
  const never = (): Promise<boolean> => new Promise(() => undefined);
  const taken = new Map<string, number>();
  for (let address = 0; address < 8; address++)
    for (let i = 0; i < MOST_CHECKS_OF_ONE + 3; i++)
      if (queue.add(`${address}`, never)) taken.set(`${address}`, (taken.get(`${address}`) ?? 0) + 1);
  const addresses = MOST_CHECKS / MOST_CHECKS_OF_ONE;
  expect([...taken]).toEqual(Array.from({ length: addresses }, (_, n) => [`${n}`, MOST_CHECKS_OF_ONE]));
});
