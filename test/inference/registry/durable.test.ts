import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alone } from '../../../src/inference/registry/durable';
import { withRegistry } from './models';

/** Beyond what a process may be called by. */
const DEAD = '99999999';

afterEach(() => jest.restoreAllMocks());

const withLock = (holder: string, work: (lock: string) => void): void =>
  withRegistry((_registry, dir) => {
    const lock = join(dir, 'ledger.lock');
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, holder);
    work(lock);
  });

test('the lock of somebody who died is cleared away, and so is what one who died while clearing left; nothing stays behind', () =>
  withLock(DEAD, lock => {
    writeFileSync(`${lock}.clearing`, DEAD);
    const held = alone(lock, () => readFileSync(lock, 'utf8'));
    expect([held, readdirSync(dirname(lock))]).toEqual([String(process.pid), []]);
  }));

test('of two that find a dead lock the second does not take away the lock of the first', () =>
  withLock(DEAD, lock => {
    const asked = jest.spyOn(process, 'kill').mockImplementationOnce(() => {
      // between the look and the clearing another process clears and locks
      writeFileSync(lock, String(process.ppid));
      throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
    });
    const work = jest.fn();
    expect(() => alone(lock, work)).toThrow(/another process writes to the registry/);
    expect([work.mock.calls.length, readFileSync(lock, 'utf8'), asked.mock.calls.length > 1]).toEqual([
      0,
      String(process.ppid),
      true,
    ]);
  }));

test('a lock that is held stays', () =>
  withLock(String(process.ppid), lock => {
    expect(() => alone(lock, () => undefined)).toThrow(/another process writes/);
    expect(existsSync(lock)).toBe(true);
  }));
